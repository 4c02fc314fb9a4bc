// How does a question become an answer?
import type { Embedder } from "../embedding/embedder.ts";
import { IndexMismatchError, NoIndexError } from "../errors.ts";
import { SETTINGS } from "../settings.ts";
import type { Generation, PassageFilter, Store, StoredPassage } from "../store/store.ts";
import type { Answer, Result, Source } from "./answer.ts";
import { confidenceOf } from "./confidence.ts";
import { type Understood, understand } from "./question.ts";
import { type Scored, scored } from "./score.ts";
import { answerSentence } from "./sentence.ts";

export interface Question {
  readonly text: string;
  /** Results wanted; 1 to 50. */
  readonly limit: number;
  /** Results to leave out at the beginning; 0 where nothing is said. */
  readonly offset?: number;
  readonly filter?: PassageFilter | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

export interface Engine {
  readonly store: Pick<Store, "current">;
  readonly embedder: Embedder;
}

/**
 * The passages that answer best, from one whole generation.
 * @throws NoIndexError where nothing is indexed; IndexMismatchError where the index was made with another model.
 */
export async function ask({ store, embedder }: Engine, question: Question): Promise<Answer> {
  const generation = await currentGeneration({ store, embedder });
  const understood = await understand(embedder, question.text, question.signal);
  return answer(generation, understood, question);
}

export async function currentGeneration({ store, embedder }: Engine): Promise<Generation> {
  const generation = await store.current();
  if (!generation) throw new NoIndexError("Nothing is indexed yet: run `npm run index -- FOLDER` first.");
  const { settings } = generation.info;
  if (settings.modelFingerprint !== embedder.fingerprint || settings.format !== SETTINGS.index.format) {
    throw new IndexMismatchError(
      `The index was made with ${settings.model} (format ${settings.format}), and this is ${embedder.model} (format ${SETTINGS.index.format}); set ASKWIRE_MODEL=${settings.model}, or index again with --rebuild.`,
    );
  }
  return generation;
}

async function answer(
  generation: Generation,
  question: Understood,
  { limit, offset = 0, filter }: Question,
): Promise<Answer> {
  const candidates = await generation.candidates({ ...question, limit: SETTINGS.search.candidates, filter });
  const ranked = scored(candidates);
  const shown = ranked.slice(offset, offset + limit);
  const passages = await generation.passages(shown.map(({ candidate }) => candidate.id));
  const { confidence, answered } = confidenceOf(ranked, generation.info.background);
  const { generation: number, articles, passages: count, settings } = generation.info;
  return {
    question: question.text,
    answered,
    confidence,
    passages: passages.map((passage, at) => result(question, shown[at], passage)),
    index: { generation: number, articles, passages: count, model: settings.model },
  };
}

function result(question: Understood, { candidate, evidence, score }: Scored, passage: StoredPassage): Result {
  return {
    id: candidate.id,
    text: passage.text,
    score,
    evidence,
    sentence: answerSentence(question, passage),
    source: sourceOf(passage),
    alsoIn: [],
  };
}

export function sourceOf({ article, start, end, paragraph }: StoredPassage): Source {
  const { id, title, path, url, site, published } = article;
  return { article: id, title, path, url, site, published, start, end, paragraph };
}
