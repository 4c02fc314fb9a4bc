import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { env, pipeline } from "@xenova/transformers";
import { beforeAll, describe, expect, it } from "vitest";
import { Encoder } from "../../src/embedding/encoder.ts";
import { findModel } from "../../src/embedding/find-model.ts";
import type { Model } from "../../src/embedding/models.ts";
import { ModelError } from "../../src/errors.ts";

const SENTENCES = ["The ferry to Odesa leaves at dawn.", "Passengers carry lemons and “old clocks”."];

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, d) => sum + value * b[d], 0);

describe("the default model", () => {
  let model: Model;
  let encoder: Encoder;
  beforeAll(async () => {
    model = await findModel();
    encoder = await Encoder.load(model);
  });

  it("gives unit vectors, the same for the same text whatever came before", async () => {
    const first = await encoder.passage(SENTENCES, "");
    await encoder.passage(["Something else altogether."], "");
    const again = await encoder.passage(SENTENCES, "");
    expect(first.vector).toHaveLength(384);
    expect(dot(first.vector, first.vector)).toBeCloseTo(1, 5);
    expect(again).toEqual(first);
    expect(first.sentences).toHaveLength(2 * 384);
    for (const at of [0, 1]) {
      const sentence = first.sentences.subarray(at * 384, (at + 1) * 384);
      expect(dot(sentence, sentence)).toBeCloseTo(1, 5);
    }
  });

  it("gives what the library's own pipeline gives", async () => {
    env.allowRemoteModels = false;
    env.localModelPath = model.folder;
    const extract = await pipeline("feature-extraction", model.card.name);
    const options = { pooling: "cls", normalize: true } as const;
    const passage = (await extract(SENTENCES.join(" "), options)).data as Float32Array;
    const question = (await extract(`${model.card.questionPrefix}When does it leave?`, options)).data as Float32Array;
    // The library computes over more threads, so not to the last bit.
    expect(dot((await encoder.passage(SENTENCES, "")).vector, passage)).toBeGreaterThan(0.999);
    expect(dot(await encoder.question("When does it leave?"), question)).toBeGreaterThan(0.999);
  });

  it("puts a question nearer to what answers it", async () => {
    const question = await encoder.question("When does the boat sail?");
    const near = await encoder.passage(SENTENCES, "");
    const far = await encoder.passage(["The court ruled against the beekeeper."], "");
    expect(dot(question, near.vector)).toBeGreaterThan(dot(question, far.vector) + 0.1);
    // Of the two sentences, the first tells when.
    const of = (at: number) => dot(question, near.sentences.subarray(at * 384, (at + 1) * 384));
    expect(of(0)).toBeGreaterThan(of(1));
  });

  it("cuts what is longer than it can read, instead of failing", async () => {
    const { vector } = await encoder.passage(["word ".repeat(2000)], "");
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
  });
});

describe("findModel", () => {
  it("refuses a name it does not know, and one that is not here, with what to do", async () => {
    await expect(findModel({ name: "gpt-9" })).rejects.toThrow(/Unknown model "gpt-9": known are bge-small-en-v1.5/);
    await expect(findModel({ name: "Xenova/all-MiniLM-L6-v2" })).rejects.toThrow(/ASKWIRE_ALLOW_DOWNLOAD=1/);
  });

  it("refuses a damaged file, and takes a whole one from any folder", async () => {
    const folder = await mkdtemp(join(tmpdir(), "askwire-model-"));
    const copy = join(folder, "bge-small-en-v1.5");
    await cp(fileURLToPath(new URL("../../models/bge-small-en-v1.5", import.meta.url)), copy, { recursive: true });
    expect((await findModel({ name: copy })).fingerprint).toBe((await findModel()).fingerprint);
    await writeFile(join(copy, "config.json"), "{}");
    await expect(findModel({ name: copy })).rejects.toThrow(ModelError);
    await expect(findModel({ name: copy })).rejects.toThrow(/config.json is damaged/);
    await rm(folder, { recursive: true });
  });
});
