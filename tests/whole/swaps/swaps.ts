// Does a running server answer every question while the index changes under it? By hand:
// node scripts/run.mjs tests/whole/swaps/swaps.ts 60
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startServer } from "../../../scripts/bench/server.ts";
import { indexInto, openEngine, SEEDS } from "../../../scripts/wiring.ts";
import { findRoot } from "../../../src/article/files.ts";
import type { Answer } from "../../../src/search/answer.ts";
import { writeFiles } from "../../support/corpus.ts";

export interface Outcome {
  readonly published: number;
  /** Generations that answered. */
  readonly seen: number;
  readonly asked: number;
  /** Questions that were not answered with 200. */
  readonly failed: number;
  /** Answers in which text of one generation stands under the number of another. */
  readonly mixed: number;
}

const CLIENTS = 32;
/** Time between two generations, ms. */
const PAUSE = 2000;

/** Asks distinct questions over the seeds and an article that tells another number in each generation, for `seconds`. */
export async function swaps(seconds: number): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "askwire-swaps-"));
  const index = join(folder, "index");
  const articles = join(folder, "articles");
  const engine = await openEngine({ index, model: {} });
  const publish = async (edition: number) => {
    await writeFiles(articles, { "clock.txt": clock(edition) });
    await indexInto(engine, [await findRoot(SEEDS), await findRoot(articles)]);
  };
  let published = 0;
  await publish(++published);
  const server = await startServer(index);
  try {
    const end = performance.now() + seconds * 1000;
    const answers = ask(server.address, end);
    while (performance.now() < end - PAUSE) {
      await Promise.all([publish(++published), wait(PAUSE)]);
    }
    return { published, ...(await answers) };
  } finally {
    await server.stop();
    await engine.close();
    await rm(folder, { recursive: true });
  }
}

function clock(edition: number): string {
  return `The town clock\n\nThe town clock was repaired in edition ${edition}. Nobody saw it stop again.\n`;
}

async function ask(address: string, end: number): Promise<Pick<Outcome, "seen" | "asked" | "failed" | "mixed">> {
  const seen = new Set<number>();
  const counts = { asked: 0, failed: 0, mixed: 0 };
  const client = async () => {
    while (performance.now() < end) {
      const question = `In which edition was the town clock repaired, asks reader ${counts.asked++}?`;
      const response = await fetch(`${address}/api/search?q=${encodeURIComponent(question)}`);
      const answer = (await response.json()) as Answer;
      if (response.status !== 200) {
        counts.failed++;
        continue;
      }
      const { generation } = answer.index;
      seen.add(generation);
      if (!answer.passages[0].text.includes(`in edition ${generation}.`)) counts.mixed++;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return { seen: seen.size, ...counts };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await swaps(Number(process.argv[2] ?? 60)));
