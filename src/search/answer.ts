// What is an answer? The shapes that HTTP, the page and the terminal show.
import type { Span } from "../text/spans.ts";

export interface Answer {
  readonly question: string;
  /** Whether `confidence` reaches the threshold; the passages come either way. */
  readonly answered: boolean;
  /** Probability, 0 to 1, that the best passage answers the question. */
  readonly confidence: number;
  /** Best first. */
  readonly passages: readonly Result[];
  readonly index: {
    readonly generation: number;
    readonly articles: number;
    readonly passages: number;
    readonly model: string;
  };
}

export interface Result {
  readonly id: string;
  readonly text: string;
  /** The evidence put together; it orders the passages of one answer and means nothing else. */
  readonly score: number;
  readonly evidence: Evidence;
  /** The sentence of the passage that answers best; offsets into the article's text. */
  readonly sentence: Span & { readonly text: string };
  /** Where the question's words stand in the text, in whatever inflection; offsets into the article's text. */
  readonly highlights: readonly Span[];
  readonly source: Source;
  /** The same, told elsewhere. */
  readonly alsoIn: readonly Copy[];
}

export interface Evidence {
  /** Of the passage's vector with the question's, -1 to 1. */
  readonly cosine: number;
  /** The cosine without what all passages have in common, and with the first passages' help; see closeness.ts. */
  readonly closeness: number;
  /** BM25 of the passage, and of its whole article, as shares of what is possible, 0 to 1; see score.ts. */
  readonly passageKeywords: number;
  readonly articleKeywords: number;
}

export interface Source extends Span {
  /** Id of the article. */
  readonly article: string;
  readonly title: string;
  readonly path: string;
  readonly url: string | null;
  readonly site: string | null;
  readonly published: string | null;
  /** The article's paragraph in which the passage begins, from 1. */
  readonly paragraph: number;
}

export interface Copy {
  readonly id: string;
  readonly text: string;
  /** Cosine with the passage shown. */
  readonly similarity: number;
  readonly source: Source;
}
