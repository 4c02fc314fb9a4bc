// Was this very question asked of this very generation before? Then its answer is the same.
import { LRUCache } from "lru-cache";
import { currentGeneration } from "../search/search.ts";
import { SETTINGS } from "../settings.ts";
import type { Generation } from "../store/store.ts";
import { answerTo } from "./asking.ts";

type Asked = Parameters<typeof answerTo>;
type AnswerBody = Awaited<ReturnType<typeof answerTo>>;

/** A generation takes its answers with it. */
const answers = new WeakMap<Generation, LRUCache<string, AnswerBody>>();

export async function rememberedAnswer(...asked: Asked): Promise<AnswerBody> {
  const started = performance.now();
  const [engine, question, options] = asked;
  // What is added to an answer makes it large, and is seldom asked for again.
  if (options.include.length > 0) return answerTo(...asked);
  const generation = await currentGeneration(engine);
  const kept = answersOf(generation);
  const key = JSON.stringify([question, options]);
  const known = kept.get(key);
  if (known) return { ...known, took_ms: Math.round((performance.now() - started) * 10) / 10 };
  const answer = await answerTo(...asked);
  // Another generation may have come out while the question was embedded.
  if (answer.index.generation === generation.info.generation) kept.set(key, answer);
  return answer;
}

function answersOf(generation: Generation): LRUCache<string, AnswerBody> {
  const kept = answers.get(generation) ?? new LRUCache({ max: SETTINGS.server.answers });
  answers.set(generation, kept);
  return kept;
}
