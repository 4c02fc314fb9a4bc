import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measureBackground } from "../../src/search/background.ts";
import { BACKGROUND_QUESTIONS } from "../../src/search/background-questions.ts";
import { backgroundVectors } from "../../src/search/background-vectors.ts";
import { SmallIndex } from "../support/small-index.ts";
import { DIMENSIONS, StandInEmbedder, vectorOf } from "../support/stand-in-embedder.ts";

/** Counts the questions that are embedded. */
class CountingEmbedder extends StandInEmbedder {
  questions = 0;
  override question(text: string) {
    this.questions++;
    return super.question(text);
  }
}

describe("vectors of the background questions", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "askwire-background-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("are made once, and again only for another model", async () => {
    const file = join(folder, "kept.bin");
    const embedder = new CountingEmbedder();
    const first = await backgroundVectors(embedder, file);
    expect(first[7]).toEqual(vectorOf(BACKGROUND_QUESTIONS[7]));
    expect(await backgroundVectors(embedder, file)).toEqual(first);
    expect(embedder.questions).toBe(BACKGROUND_QUESTIONS.length);
    const other = new CountingEmbedder("stand-in-2");
    await backgroundVectors(other, file);
    expect(other.questions).toBe(BACKGROUND_QUESTIONS.length);
  });

  it("are there where nothing can be written", async () => {
    const vectors = await backgroundVectors(new StandInEmbedder(), join(folder, "no", "such", "folder.bin"));
    expect(vectors).toHaveLength(BACKGROUND_QUESTIONS.length);
    expect(await readdir(folder)).toEqual(["kept.bin"]);
  });
});

describe("what passages have in common", () => {
  it("is the mean of all of them and of the questions, which count for 200", async () => {
    const index = await SmallIndex.make();
    const generation = await index.store.current();
    if (!generation) throw new Error("nothing was published");
    const vectors = BACKGROUND_QUESTIONS.map(vectorOf);
    const { common } = await measureBackground(vectors, generation);
    const { passages } = await generation.candidates({ vector: vectors[0], stems: [], limit: 100 });
    expect(passages).toHaveLength(generation.info.passages);
    const sum = (all: readonly Float32Array[], d: number) => all.reduce((total, vector) => total + vector[d], 0);
    for (let d = 0; d < DIMENSIONS; d++) {
      const ofPassages = sum(
        passages.map(({ vector }) => vector),
        d,
      );
      const ofQuestions = (200 * sum(vectors, d)) / vectors.length;
      expect(common[d]).toBeCloseTo((ofPassages + ofQuestions) / (passages.length + 200));
    }
    await index.remove();
  });
});
