// How does a request become a question, and an answer what was asked for?
import type { z } from "@hono/zod-openapi";
import { QuestionError } from "../errors.ts";
import type { Answer } from "../search/answer.ts";
import { type ParsedQuestion, parseQuestion } from "../search/query-syntax.ts";
import { type Understood, understand } from "../search/question.ts";
import { answerFrom, currentGeneration, type Engine } from "../search/search.ts";
import type { Generation, PassageFilter } from "../store/store.ts";
import type { AskOptions } from "./parameters.ts";
import type { AnswerSchema } from "./schemas.ts";

/** All but how long it took. */
type AnswerBody = Omit<z.input<typeof AnswerSchema>, "took_ms">;

export async function answerTo(
  engine: Engine,
  question: string,
  options: AskOptions,
  signal: AbortSignal,
): Promise<AnswerBody> {
  const parsed = parseQuestion(question);
  if (!parsed.text) throw new QuestionError(`"${question}" says only what must not occur; say what you want to know.`);
  const { limit, offset, diversity } = options;
  const filter = filterOf(parsed, options);
  // Embedded first, so that a question that waits for it holds on to no generation.
  const understood = await understand(engine.embedder, parsed.text, signal);
  const generation = (await currentGeneration(engine)).forOneQuestion();
  const answer = await answerFrom(generation, understood, { limit, offset, diversity, filter, signal });
  const sure = answer.confidence >= options.min_confidence;
  const shown = { ...answer, question, answered: answer.answered && sure, passages: sure ? answer.passages : [] };
  return {
    ...shown,
    passages: await withExtras(generation, shown, options),
    ...(options.include.includes("vectors") ? { vector: Array.from(understood.vector) } : {}),
    ...(options.include.includes("explain") ? { explain: explained(understood, parsed, options) } : {}),
    ...(filter && offset === 0 && answer.passages.length === 0
      ? { notice: "No passage passes the filters; loosen them." }
      : {}),
  };
}

/** undefined where everything passes. */
function filterOf({ phrases, without }: ParsedQuestion, options: AskOptions): PassageFilter | undefined {
  const { source: sources, after = null, before = null } = options;
  const nothing = [sources, phrases, without].every((list) => list.length === 0) && after === null && before === null;
  return nothing ? undefined : { sources, after, before, phrases, without };
}

function explained({ text, stems }: Understood, { phrases, without }: ParsedQuestion, options: AskOptions) {
  const { source: sources, after = null, before = null } = options;
  return { text, stems, phrases, without, sources, after, before };
}

async function withExtras(
  generation: Generation,
  { passages }: Answer,
  { include }: AskOptions,
): Promise<AnswerBody["passages"]> {
  if (!include.includes("article") && !include.includes("vectors")) return passages;
  const stored = await generation.passages(passages.map(({ id }) => id));
  const vectors = new Map(stored.map(({ id, vector }) => [id, Array.from(vector)]));
  return Promise.all(
    passages.map(async (passage) => {
      const article = include.includes("article") ? await generation.article(passage.source.article) : null;
      return {
        ...passage,
        ...(include.includes("vectors") ? { vector: vectors.get(passage.id) } : {}),
        ...(article ? { article } : {}),
      };
    }),
  );
}
