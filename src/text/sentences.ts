// Where do the sentences of a paragraph begin and end?
import { segment } from "sentencex";
import { type Span, trimSpan } from "./spans.ts";

/** The sentences of `text` inside `within`, in order, without the white space between them. */
export function sentences(text: string, within: Span): Span[] {
  const found: Span[] = [];
  let start = within.start;
  for (const sentence of segment("en", text.slice(within.start, within.end))) {
    const span = trimSpan(text, { start, end: start + sentence.length });
    start += sentence.length;
    if (span.start < span.end) found.push(span);
  }
  return found;
}
