// How does a question become an answer? Understand, rank, fold, spread over articles, pick the sentence, say how sure.
import type { Embedder } from "../embedding/embedder.ts";
import { IndexMismatchError, NoIndexError } from "../errors.ts";
import { SETTINGS } from "../settings.ts";
import type { Generation, PassageFilter, Store, StoredPassage } from "../store/store.ts";
import type { Span } from "../text/spans.ts";
import type { Answer, Copy, Result, Source } from "./answer.ts";
import { bestPassages, confidenceOf, evidenceOf } from "./confidence.ts";
import { diversified } from "./diversity.ts";
import { type Folded, type FoldedCopy, folded, type Ranked, unfolded } from "./fold.ts";
import { type Understood, understand } from "./question.ts";
import { rank } from "./rank.ts";
import type { Scored } from "./score.ts";
import { answerSentence, highlights } from "./sentence.ts";

export interface Wanted {
  /** Results wanted, counted after folding. */
  readonly limit: number;
  /** Results passed over, for paging. */
  readonly offset?: number;
  /** Whether near-copies are folded and articles take turns; true unless said otherwise. */
  readonly diversity?: boolean;
  readonly filter?: PassageFilter | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

export interface Question extends Wanted {
  readonly text: string;
}

export interface Engine {
  readonly store: Pick<Store, "current">;
  readonly embedder: Pick<Embedder, "model" | "fingerprint" | "question">;
}

/**
 * The passages that answer best, from one whole generation.
 * @throws NoIndexError where nothing is indexed; IndexMismatchError where the index was made with another model.
 */
export async function ask(engine: Engine, question: Question): Promise<Answer> {
  await currentGeneration(engine);
  // Embedded before the generation is taken, so that a question that waits for it holds on to none.
  const understood = await understand(engine.embedder, question.text, question.signal);
  const generation = await currentGeneration(engine);
  return answerFrom(generation.forOneQuestion(), understood, question);
}

export async function currentGeneration({ store, embedder }: Engine): Promise<Generation> {
  const generation = await store.current();
  if (!generation) throw new NoIndexError("Nothing is indexed yet: run `npm run index -- FOLDER` first.");
  const { model, modelFingerprint, format } = generation.info.settings;
  if (modelFingerprint !== embedder.fingerprint || format !== SETTINGS.index.format) {
    const made = madeWith(model, modelFingerprint, format);
    const now = madeWith(embedder.model, embedder.fingerprint, SETTINGS.index.format);
    const back = model === embedder.model ? "" : `set ASKWIRE_MODEL=${model}, or `;
    throw new IndexMismatchError(
      `The index was made with ${made}, and this is ${now}; ${back}index again with --rebuild.`,
    );
  }
  return generation;
}

function madeWith(model: string, fingerprint: string, format: number): string {
  return `${model} (files ${fingerprint.slice(0, 8)}, format ${format})`;
}

/** The answer to a question that is understood already. */
export async function answerFrom(generation: Generation, understood: Understood, wanted: Wanted): Promise<Answer> {
  const { ranking, results } = await resultsFor(generation, understood, wanted);
  const { offset = 0, limit } = wanted;
  const shown = results.slice(offset, offset + limit);
  const best = await generation.passages(bestPassages(ranking.scored));
  const { confidence, answered } = confidenceOf(
    evidenceOf(understood, ranking.idf, ranking.scored, best),
    generation.info.background,
  );
  const { generation: number, articles, passages, settings } = generation.info;
  return {
    question: understood.text,
    answered,
    confidence,
    passages: shown.map((each) => result(understood, ranking.idf, each)),
    index: { generation: number, articles, passages, model: settings.model },
  };
}

/** Passages read and folded at first for each result wanted; most results are one passage. */
const READ_PER_RESULT = 2;

/** Enough results for the page that is wanted, however many copies fold into one. */
async function resultsFor(
  generation: Generation,
  understood: Understood,
  { offset = 0, limit, diversity = true, filter, signal }: Wanted,
) {
  const wanted = offset + limit;
  let depth = Math.max(SETTINGS.search.candidates, wanted * READ_PER_RESULT);
  let ranking = await rank(generation, understood, { filter, signal }, depth);
  for (let read = wanted * READ_PER_RESULT; ; read *= 2) {
    if (read > ranking.scored.length && ranking.more) {
      depth *= 2;
      ranking = await rank(generation, understood, { filter, signal }, depth);
    }
    const order = diversity ? diversified(ranking.scored, read) : ranking.scored.slice(0, read);
    const ranked = await withTexts(generation, order);
    const results = diversity ? folded(ranked) : unfolded(ranked);
    if (results.length >= wanted || (read >= ranking.scored.length && !ranking.more)) return { ranking, results };
  }
}

async function withTexts(generation: Generation, scored: readonly Scored[]): Promise<Ranked[]> {
  const passages = await generation.passages(scored.map(({ candidate }) => candidate.id));
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const ranked: Ranked[] = [];
  for (const { candidate, evidence, score } of scored) {
    const passage = byId.get(candidate.id);
    if (passage) ranked.push({ candidate, evidence, score, passage });
  }
  return ranked;
}

function result(question: Understood, idf: readonly number[], { best, parts, span, copies }: Folded): Result {
  const { passage, score, evidence } = best;
  const text = textOf(parts, span);
  const sentence = parts
    .map((part) => answerSentence(question, idf, part.passage, span))
    .reduce((a, b) => (b.value > a.value ? b : a)).span;
  const paragraph = parts.reduce((first, part) => Math.min(first, part.passage.paragraph), passage.paragraph);
  return {
    id: passage.id,
    text,
    score,
    evidence,
    sentence: { ...sentence, text: text.slice(sentence.start - span.start, sentence.end - span.start) },
    highlights: highlights(
      question,
      parts.map((part) => part.passage),
      span,
    ),
    source: { ...sourceOf(passage), start: span.start, end: span.end, paragraph },
    alsoIn: copies.map(copy),
  };
}

/** What the parts, which overlap, say together between `start` and `end`. */
function textOf(parts: readonly Ranked[], { start, end }: Span): string {
  let text = "";
  for (const { passage } of parts.toSorted((a, b) => a.passage.start - b.passage.start)) {
    const from = start + text.length;
    if (passage.end > from) text += passage.text.slice(from - passage.start, end - passage.start);
  }
  return text;
}

function copy({ ranked: { passage }, similarity }: FoldedCopy): Copy {
  return { id: passage.id, text: passage.text, similarity, source: sourceOf(passage) };
}

export function sourceOf({ article, start, end, paragraph }: StoredPassage): Source {
  const { id, title, path, url, site, published } = article;
  return { article: id, title, path, url, site, published, start, end, paragraph };
}
