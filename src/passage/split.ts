// How is an article cut into passages?
// Sentences are packed in order up to a token budget, with one sentence of overlap. Tokens are counted a sentence at
// a time: BERT's tokenizer never joins across white space, so a passage has as many as its sentences together.
import { type Paragraph, paragraphs } from "../text/paragraphs.ts";
import { sentences } from "../text/sentences.ts";
import type { Span } from "../text/spans.ts";
import type { Passage } from "./passage.ts";

export interface SplitOptions {
  /** Most tokens of a passage, without the model's special ones. */
  readonly budget: number;
  /** Tokens of a text, without the model's special ones. */
  readonly countTokens: (text: string) => number;
}

/** A sentence (or a part of a giant one) with what packing asks of it. */
interface Piece extends Span {
  readonly paragraph: number;
  readonly heading: boolean;
  readonly tokens: number;
  /** Something that is left out stands before it: no passage runs across. */
  readonly afterGap: boolean;
}

/** Passages in the order of the text; none for a text without words. */
export function splitIntoPassages(text: string, options: SplitOptions): Passage[] {
  const passages: Passage[] = [];
  const run = pieces(text, options);
  let from = 0;
  while (from < run.length) {
    const to = fill(run, from, options.budget);
    passages.push(passageOf(text, run.slice(from, to)));
    from = overlapStart(run, from, to, options.budget);
  }
  return passages;
}

/**
 * End (exclusive) of the passage that starts at piece `from`. A heading goes with what follows it: headings at the end
 * are left to the next passage, and the first sentence after a heading is taken even past the budget (up to twice it).
 */
function fill(run: readonly Piece[], from: number, budget: number): number {
  let to = from;
  let tokens = 0;
  let afterLastSentence = from;
  while (to < run.length && (to === from || !run[to].afterGap)) {
    const { heading, tokens: more } = run[to];
    const room = heading || afterLastSentence > from ? budget : 2 * budget;
    if (to > from && tokens + more > room) break;
    tokens += more;
    to++;
    if (!heading) afterLastSentence = to;
  }
  const somethingFollows = to < run.length && !run[to].afterGap;
  return somethingFollows && afterLastSentence > from ? afterLastSentence : to;
}

/** Where the next passage starts: at the last sentence of this one, unless a section begins or it would not fit. */
function overlapStart(run: readonly Piece[], from: number, to: number, budget: number): number {
  const last = to - 1;
  const next = run[to];
  if (!next || next.afterGap || next.heading || last === from) return to;
  return run[last].tokens + next.tokens <= budget ? last : to;
}

function passageOf(text: string, run: readonly Piece[]): Passage {
  const start = run[0].start;
  const end = run[run.length - 1].end;
  const spans = run.map((piece) => ({ start: piece.start, end: piece.end }));
  return { start, end, text: text.slice(start, end), paragraph: run[0].paragraph, sentences: spans };
}

function pieces(text: string, options: SplitOptions): Piece[] {
  const found: Piece[] = [];
  let previous = 0;
  for (const paragraph of distinct(text, paragraphs(text))) {
    let afterGap = paragraph.number !== previous + 1;
    previous = paragraph.number;
    for (const sentence of paragraph.heading ? [paragraph] : sentences(text, paragraph)) {
      for (const { tokens, start, end } of fitting(text, sentence, options)) {
        if (tokens === 0) continue;
        found.push({ start, end, tokens, paragraph: paragraph.number, heading: paragraph.heading, afterGap });
        afterGap = false;
      }
    }
  }
  return found;
}

/** Each paragraph once: where it is first seen, but of one said twice in a row the second, which leads on to the rest. */
function distinct(text: string, all: readonly Paragraph[]): Paragraph[] {
  const seen = new Set<string>();
  const wordsOf = (paragraph: Paragraph) => text.slice(paragraph.start, paragraph.end).replace(/\s+/g, " ");
  return all.filter((paragraph, index) => {
    const words = wordsOf(paragraph);
    const next = all[index + 1];
    if (seen.has(words) || (next && wordsOf(next) === words)) return false;
    seen.add(words);
    return true;
  });
}

/** The sentence itself, or where it alone is over the budget its parts, cut at words (inside a word that is itself too long). */
function fitting(text: string, sentence: Span, { budget, countTokens }: SplitOptions): (Span & { tokens: number })[] {
  const tokens = countTokens(text.slice(sentence.start, sentence.end));
  if (tokens <= budget) return [{ start: sentence.start, end: sentence.end, tokens }];
  const parts: (Span & { tokens: number })[] = [];
  for (const word of wordsOf(text, sentence, budget)) {
    const wordTokens = countTokens(text.slice(word.start, word.end));
    const last = parts.at(-1);
    if (last && last.tokens + wordTokens <= budget) {
      parts[parts.length - 1] = { start: last.start, end: word.end, tokens: last.tokens + wordTokens };
    } else {
      parts.push({ ...word, tokens: wordTokens });
    }
  }
  return parts;
}

/** Runs without white space; a very long one is cut, never inside a surrogate pair. */
function wordsOf(text: string, sentence: Span, budget: number): Span[] {
  const found: Span[] = [];
  // BERT's normalization makes at most three letters of one code point (a Hangul syllable), each a token at worst.
  const words = new RegExp(`\\S{1,${Math.floor(budget / 3)}}`, "gu");
  for (const match of text.slice(sentence.start, sentence.end).matchAll(words)) {
    const start = sentence.start + match.index;
    found.push({ start, end: start + match[0].length });
  }
  return found;
}
