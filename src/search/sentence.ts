// Which sentence of a passage carries the answer, and which of the question's words does it share?
import { SETTINGS } from "../settings.ts";
import { cosinesIn127ths } from "../store/in-127ths.ts";
import type { StoredPassage } from "../store/store.ts";
import type { Span } from "../text/spans.ts";
import { terms } from "../text/terms.ts";
import { coverage } from "./coverage.ts";
import { perPassage } from "./per-passage.ts";
import type { Understood } from "./question.ts";

/** What ends like no sentence is a heading: it names what the next sentences tell. */
const ENDED = /[.!?…]["'”’»)\]]*$/u;
/** What a heading gives away, more than two sentences of a passage differ by: it comes after all of them. */
const HEADING = 2;

/** A sentence and how well it seems to answer; values compare within one question. */
export interface AnswerSentence {
  readonly span: Span;
  readonly value: number;
}

/**
 * The sentence of `passage` inside `within` that is nearest to the question and holds most of its words. A sentence's
 * vector is the mean of the passage's own token vectors over it, made when the passage was indexed: nothing is embedded
 * here. `idf` is of each of the question's stems.
 */
export function answerSentence(
  question: Understood,
  idf: readonly number[],
  passage: StoredPassage,
  within: Span,
): AnswerSentence {
  const { vector, stems } = question;
  const sentences = sentencesOf(passage).filter(({ span }) => span.start >= within.start && span.end <= within.end);
  const cosines = cosinesIn127ths(
    vector,
    sentences.map((sentence) => sentence.vector),
  );
  let best: AnswerSentence = { span: within, value: Number.NEGATIVE_INFINITY };
  for (const [at, { span, held, heading }] of sentences.entries()) {
    const value =
      cosines[at] + SETTINGS.search.sentenceWordsWeight * coverage(stems, idf, held) - (heading ? HEADING : 0);
    if (value > best.value) best = { span, value };
  }
  return best;
}

interface Sentence {
  readonly span: Span;
  /** Stems of its words. */
  readonly held: ReadonlySet<string>;
  readonly heading: boolean;
  /** In 127ths. */
  readonly vector: Int8Array;
}

const sentencesOf = perPassage((passage) => passage.sentences.map((span, at) => sentenceOf(passage, span, at)));

function sentenceOf({ text, start: offset, vector, sentenceVectors }: StoredPassage, span: Span, at: number): Sentence {
  const [start, end] = [span.start - offset, span.end - offset];
  const words = terms(text).filter((word) => word.start >= start && word.end <= end);
  return {
    span,
    held: new Set(words.map(({ stem }) => stem)),
    heading: !ENDED.test(text.slice(start, end)),
    vector: sentenceVectors.subarray(at * vector.length, (at + 1) * vector.length),
  };
}

/** Where the question's words stand in passages that overlap, in whatever inflection, inside `within`; in order. */
export function highlights({ stems }: Understood, passages: readonly StoredPassage[], within: Span): Span[] {
  const found = new Map<number, Span>();
  for (const passage of passages) {
    for (const stem of stems) {
      for (const span of placesOf(passage).get(stem) ?? [])
        if (span.start >= within.start && span.end <= within.end) found.set(span.start, span);
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** Where each stem stands; offsets into the article's text. */
const placesOf = perPassage(({ text, start: offset }) => {
  const places = new Map<string, Span[]>();
  for (const { stem, start, end } of terms(text)) {
    const span = { start: offset + start, end: offset + end };
    const before = places.get(stem);
    if (before) before.push(span);
    else places.set(stem, [span]);
  }
  return places;
});
