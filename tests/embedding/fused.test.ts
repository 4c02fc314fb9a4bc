import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { fuseBert } from "../../scripts/fused/bert.ts";
import { dot } from "../../src/embedding/dot.ts";
import { Encoder } from "../../src/embedding/encoder.ts";
import { findModel } from "../../src/embedding/find-model.ts";
import type { Model } from "../../src/embedding/models.ts";

const SENTENCES = ["The ferry to Odesa leaves at dawn.", "Passengers carry lemons and “old clocks”."];

describe("the default model as few operators", () => {
  let model: Model;
  let published: string;
  beforeAll(async () => {
    model = await findModel();
    published = join(model.folder, model.card.name, "onnx/model_quantized.onnx");
  });

  it("is in models/, byte for byte as made of the published one, and is the one that is run", async () => {
    expect(model.onnxFile).toMatch(/model_fused\.onnx$/);
    expect(Buffer.compare(fuseBert(await readFile(published)), await readFile(model.onnxFile))).toBe(0);
  });

  it("gives the vectors of the published one, but for how int8 rounds", async () => {
    const [fused, plain] = await Promise.all([Encoder.load(model), Encoder.load({ ...model, onnxFile: published })]);
    const [ours, theirs] = [await fused.passage(SENTENCES, ""), await plain.passage(SENTENCES, "")];
    expect(dot(ours.vector, theirs.vector)).toBeGreaterThan(0.995);
    const question = "When does the ferry leave?";
    expect(dot(await fused.question(question), await plain.question(question))).toBeGreaterThan(0.995);
  });
});

describe("fuseBert", () => {
  it("says what is missing where a model is not what it can read", () => {
    expect(() => fuseBert(new Uint8Array())).toThrow(/no quantized layer encoder.layer.0.attention.self.query/);
  });
});
