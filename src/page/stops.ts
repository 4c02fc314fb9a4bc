// At which places of an article does a reader stop? At the one that was opened, and at the others that match.
import type { Span } from "../text/spans.ts";

export interface Stop extends Span {
  /** In the order of the text, from 1. */
  readonly number: number;
  /** Whether it is the place that was opened. */
  readonly opened: boolean;
  /** Id of its element. */
  readonly anchor: string;
}

/** In the order of the text; matches that overlap the opened place, or one another, are one stop. */
export function stopsOf(opened: Span | null, matches: readonly Span[]): Stop[] {
  const apart: { start: number; end: number; opened: boolean }[] = opened ? [{ ...opened, opened: true }] : [];
  for (const { start, end } of matches) {
    const same = apart.find((other) => start < other.end && other.start < end);
    if (!same) apart.push({ start, end, opened: false });
    else if (!same.opened) Object.assign(same, { start: Math.min(start, same.start), end: Math.max(end, same.end) });
  }
  return apart
    .sort((a, b) => a.start - b.start)
    .map((stop, at) => ({ ...stop, number: at + 1, anchor: stop.opened ? "place" : `match-${at + 1}` }));
}
