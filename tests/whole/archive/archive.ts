// A newsroom's archive, by hand: node scripts/run.mjs tests/whole/archive/archive.ts [ARTICLES [real]]
// Indexes articles made of the seeds' words, of 1,000 to 2,000 words (3,000 where it is left out: 58,409 passages), then
// again with nothing changed, then with 10 more, and prints rates, times and the largest memory. Vectors come of a stand-in,
// which shows what all but the model takes, or with `real` of the model: then it takes half an hour on two cores.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { indexInto, openEngine } from "../../../scripts/wiring.ts";
import { findRoot } from "../../../src/article/files.ts";
import type { Embedder } from "../../../src/embedding/embedder.ts";
import { unit } from "../../../src/embedding/unit.ts";
import { seededRandom } from "../../../src/seeded-random.ts";
import { verifyIndex } from "../../../src/store/embedded/upkeep/verify.ts";
import { writeFiles } from "../../support/corpus.ts";

const [articles = 3_000, mode] = process.argv.slice(2).map((word) => Number(word) || word) as [number?, string?];
const DIMENSIONS = 384;
/** Real vectors lie in far fewer dimensions than they have numbers. */
const DIRECTIONS = 24;

/** Vectors as spread as real ones, of nothing but a hash of the text. */
class Vectors implements Embedder {
  readonly model = "stand-in";
  readonly fingerprint = "stand-in";
  readonly dimensions = DIMENSIONS;
  private readonly basis = Array.from({ length: DIRECTIONS }, (_, seed) => {
    const next = seededRandom(seed);
    return Float32Array.from({ length: DIMENSIONS }, () => next() - 0.5);
  });

  async question(text: string) {
    return this.vectorOf(text);
  }

  async passage(sentences: readonly string[]) {
    const vectors = new Float32Array(sentences.length * DIMENSIONS);
    for (const [at, sentence] of sentences.entries()) vectors.set(this.vectorOf(sentence), at * DIMENSIONS);
    return { vector: this.vectorOf(sentences.join(" ")), sentences: vectors };
  }

  async close() {}

  private vectorOf(text: string): Float32Array {
    let seed = 0;
    for (let at = 0; at < text.length; at++) seed = Math.imul(seed, 31) + text.charCodeAt(at);
    const next = seededRandom(seed);
    const vector = new Float32Array(DIMENSIONS);
    for (const direction of this.basis) {
      const weight = next() - 0.5;
      for (let d = 0; d < DIMENSIONS; d++) vector[d] += weight * direction[d];
    }
    return unit(vector);
  }
}

const seeds = await Promise.all((await readdir("seeds")).map((name) => readFile(join("seeds", name), "utf8")));
const SENTENCES = seeds
  .flatMap((text) => text.split(/[.!?]\s+/))
  .map((sentence) => sentence.split(/\s+/).filter(Boolean));
const WORDS = SENTENCES.flat();

const folder = await mkdtemp(join(tmpdir(), "askwire-archive-"));
const texts = join(folder, "articles");
const index = join(folder, "index");
try {
  await make(0, articles);
  const real = await openEngine({ index, model: {} });
  const engine = mode === "real" ? real : { ...real, embedder: new Vectors() };
  await run("all");
  await run("nothing changed");
  await make(articles, 10);
  await run("ten more");
  await real.close();
  console.log(`--verify finds ${(await verifyIndex(index)).length} faults`);

  async function run(what: string) {
    const marks: { done: number; seconds: number }[] = [];
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 50);
    const { passages, embedded, seconds } = await indexInto(engine, [await findRoot(texts)], {
      onProgress: ({ passages: { done }, seconds }) => marks.push({ done, seconds }),
    });
    clearInterval(timer);
    const rate = (from: number, to: number) => {
      const [first, last] = [from, to].map((share) => marks.find(({ done }) => done >= share * embedded));
      return first && last ? (last.done - first.done) / (last.seconds - first.seconds) : 0;
    };
    const rates =
      what === "all"
        ? `, passages/s in the first tenth ${rate(0, 0.1).toFixed(0)}, in the last ${rate(0.9, 1).toFixed(0)}`
        : "";
    console.log(
      `${what}: ${passages} passages, ${embedded} embedded in ${seconds.toFixed(1)} s, at most ${(peak / 1e6).toFixed(0)} MB${rates}`,
    );
  }
} finally {
  await rm(folder, { recursive: true });
}

async function make(from: number, count: number): Promise<void> {
  const files = Array.from({ length: count }, (_, at) => [
    `${from + at}.txt`,
    articleOf(from + at, 1000 + ((at * 37) % 1000)),
  ]);
  await writeFiles(texts, Object.fromEntries(files));
}

/** Sentences of the seeds in which every third word is another's: as many tokens a word as real text, and none twice. */
function articleOf(seed: number, words: number): string {
  const next = seededRandom(seed);
  const any = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)];
  const paragraphs: string[] = [];
  for (let count = 0; count < words; ) {
    const sentence = any(SENTENCES).map((word) => (next() < 1 / 3 ? any(WORDS) : word));
    count += sentence.length;
    paragraphs.push(`${sentence.join(" ")}.`);
  }
  return paragraphs.map((sentence, at) => sentence + (at % 4 === 3 ? "\n" : " ")).join("");
}
