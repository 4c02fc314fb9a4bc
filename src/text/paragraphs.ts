// Which lines of a text are paragraphs, and which of those are headings?
import { type Span, trimSpan } from "./spans.ts";

export interface Paragraph extends Span {
  /** 1 for the first paragraph of the article. */
  readonly number: number;
  readonly heading: boolean;
}

/** Longest heading, in code units; the longest in the seed articles has 70. */
const HEADING_LENGTH = 120;

/**
 * The lines of a text that hold anything, in order, without the white space around them.
 * News text has one paragraph a line; a blank line between them makes no difference.
 */
export function paragraphs(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  for (const line of text.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    const span = trimSpan(text, { start: line.index, end: line.index + line[0].length });
    if (span.start === span.end) continue;
    found.push({ ...span, number: found.length + 1, heading: isHeading(text.slice(span.start, span.end)) });
  }
  return found;
}

/** A Markdown heading, or a short line that starts like a title and does not end like a sentence. */
function isHeading(line: string): boolean {
  if (/^#{1,6}\s+\S/.test(line)) return true;
  return line.length <= HEADING_LENGTH && /^["'“‘(]?[\p{Lu}\p{N}]/u.test(line) && !/[.!…:;,][”"’')]*$/.test(line);
}

/** The words of a heading line, without Markdown's marks. */
export function headingText(line: string): string {
  return line.replace(/^#{1,6}\s+/, "").replace(/\s+#+$/, "");
}
