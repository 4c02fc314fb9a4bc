// Which sentence of a passage carries the answer?
import type { StoredPassage } from "../store/store.ts";
import type { Span } from "../text/spans.ts";
import { terms } from "../text/terms.ts";
import type { Understood } from "./question.ts";

/** The one that is nearest to the question and shares most of its words; offsets into the article's text. */
export function answerSentence(question: Understood, passage: StoredPassage): Span & { text: string } {
  const dimensions = question.vector.length;
  let best = { value: Number.NEGATIVE_INFINITY, span: { start: passage.start, end: passage.end } as Span };
  passage.sentences.forEach((span, at) => {
    const vector = passage.sentenceVectors.subarray(at * dimensions, (at + 1) * dimensions);
    const stems = new Set(terms(textOf(passage, span)).map(({ stem }) => stem));
    const shared = question.stems.filter((stem) => stems.has(stem)).length / Math.max(1, question.stems.length);
    const value = cosine(question.vector, vector) + shared;
    if (value > best.value) best = { value, span };
  });
  return { ...best.span, text: textOf(passage, best.span) };
}

function textOf({ text, start }: StoredPassage, span: Span): string {
  return text.slice(span.start - start, span.end - start);
}

function cosine(unit: Float32Array, other: Int8Array): number {
  let dot = 0;
  let squares = 0;
  for (let d = 0; d < unit.length; d++) {
    dot += unit[d] * other[d];
    squares += other[d] * other[d];
  }
  return squares > 0 ? dot / Math.sqrt(squares) : 0;
}
