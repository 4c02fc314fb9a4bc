// Was this very question asked of this very generation before? Then its answer is the same.
import { LRUCache } from "lru-cache";
import { keptWith } from "../kept-with.ts";
import { currentGeneration } from "../search/search.ts";
import { SETTINGS } from "../settings.ts";
import type { Generation } from "../store/store.ts";
import { answerTo } from "./asking.ts";
import { type JsonOf, jsonOf } from "./json.ts";

type Asked = Parameters<typeof answerTo>;
type Answer = Awaited<ReturnType<typeof answerTo>>;

/** Kept as they are sent: bytes cost the garbage collector nothing, where an answer is hundreds of objects. */
type Kept = LRUCache<string, JsonOf<Answer>>;

/** A generation takes its answers with it. */
const answersOf = keptWith((_: Generation): Kept => new LRUCache({ max: SETTINGS.server.answers }));

/** The answer, and how long it took this time. */
export async function answerJson(...asked: Asked): Promise<JsonOf<Answer & { took_ms: number }>> {
  const started = performance.now();
  const answer = await rememberedJson(...asked);
  const ms = Math.round((performance.now() - started) * 10) / 10;
  // In the place of the brace that closes it.
  return Buffer.concat([answer.subarray(0, -1), Buffer.from(`,"took_ms":${ms}}`)]);
}

async function rememberedJson(...asked: Asked): Promise<JsonOf<Answer>> {
  const [engine, question, options] = asked;
  // What is added to an answer makes it large, and is seldom asked for again.
  if (options.include.length > 0) return jsonOf(await answerTo(...asked));
  const generation = await currentGeneration(engine);
  const kept = answersOf(generation);
  const key = JSON.stringify([question, options]);
  const known = kept.get(key);
  if (known) return known;
  const answer = await answerTo(...asked);
  const json = jsonOf(answer);
  // Another generation may have come out while the question was embedded.
  if (answer.index.generation === generation.info.generation) kept.set(key, json);
  return json;
}
