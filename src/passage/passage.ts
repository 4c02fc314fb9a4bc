// What is a passage?
import type { Span } from "../text/spans.ts";

/** A run of whole sentences of one article; `article.text.slice(start, end) === text`, always. */
export interface Passage extends Span {
  readonly text: string;
  /** The article's paragraph, from 1, in which the passage begins. */
  readonly paragraph: number;
  /** In order, not overlapping; offsets into the article's text; all non-space of the passage lies in one of them. */
  readonly sentences: readonly Span[];
}
