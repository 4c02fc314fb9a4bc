// Where in a text does something stand?

/** `[start, end)` in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span without the white space at its ends; empty (start === end) when there is nothing else. */
export function trimSpan(text: string, { start, end }: Span): Span {
  const part = text.slice(start, end);
  const trimmed = part.trimStart();
  const from = start + part.length - trimmed.length;
  return { start: from, end: from + trimmed.trimEnd().length };
}

/** Start and end of each span in turn. */
export function offsetsOf(spans: readonly Span[]): number[] {
  return spans.flatMap(({ start, end }) => [start, end]);
}

/** The reverse. */
export function spansOf(offsets: ArrayLike<number>): Span[] {
  return Array.from({ length: offsets.length / 2 }, (_, at) => ({ start: offsets[2 * at], end: offsets[2 * at + 1] }));
}
