// How does a text become a vector?
// The library's own pipeline gives no way to set ONNX Runtime's thread count and pools in JavaScript over the whole
// batch; its tokenizer with a session of our own does the same arithmetic, one text at a time. (Dynamic int8
// quantization makes a vector depend on what it is batched with: one at a time, a text has one vector, always.)
import { AutoTokenizer, env, type PreTrainedTokenizer } from "@xenova/transformers";
import ort from "onnxruntime-node";
import type { Model } from "./models.ts";
import { unit } from "./unit.ts";

export interface PassageVectors {
  /** Of the whole passage; unit length, `model.card.dimensions` long. */
  readonly vector: Float32Array;
  /** Mean of the passage's own token vectors over each sentence ("late" pooling), unit length, one after the other. */
  readonly sentences: Float32Array;
}

export type Tokenizer = (text: string) => number[];

/** Token ids of a text without the special ones. */
export async function loadTokenizer(model: Model): Promise<Tokenizer> {
  const tokenizer = await loadLibraryTokenizer(model);
  return (text) => tokenizer.encode(text, null, { add_special_tokens: false });
}

function loadLibraryTokenizer(model: Model): Promise<PreTrainedTokenizer> {
  env.allowRemoteModels = false;
  env.localModelPath = model.folder;
  return AutoTokenizer.from_pretrained(model.card.name);
}

export class Encoder {
  /** Tokens that stand before and after every text. */
  private readonly first: number;
  private readonly last: number;

  private constructor(
    private readonly model: Model,
    private readonly tokenizer: PreTrainedTokenizer,
    private readonly session: ort.InferenceSession,
  ) {
    [this.first, this.last] = tokenizer.encode("");
  }

  /** Loads the model with one ONNX Runtime thread. */
  static async load(model: Model): Promise<Encoder> {
    const [tokenizer, session] = await Promise.all([
      loadLibraryTokenizer(model),
      ort.InferenceSession.create(model.onnxFile, { intraOpNumThreads: 1, interOpNumThreads: 1 }),
    ]);
    return new Encoder(model, tokenizer, session);
  }

  /** Unit vector of a question. */
  async question(text: string): Promise<Float32Array> {
    const { all } = this.ids([this.model.card.questionPrefix + text]);
    return unit((await this.run(all)).vector);
  }

  /** Vectors of a passage that is given as its sentences; the title is read before them and is part of none. */
  async passage(sentences: readonly string[], title: string): Promise<PassageVectors> {
    const { all, ends } = this.ids(sentences, `${this.model.card.passagePrefix}${title}`);
    const { vector, tokens } = await this.run(all);
    const { dimensions } = this.model.card;
    const pooled = new Float32Array(sentences.length * dimensions);
    sentences.forEach((_, index) => {
      const mean = meanOf(tokens, dimensions, ends[index], ends[index + 1]);
      pooled.set(unit(mean), index * dimensions);
    });
    return { vector: unit(vector), sentences: pooled };
  }

  /** `[CLS] prefix text… [SEP]`, cut to the model's longest input; `ends[i]` to `ends[i + 1]` are the tokens of text i. */
  private ids(texts: readonly string[], prefix = ""): { all: number[]; ends: number[] } {
    const all = [this.first, ...(prefix ? this.encode(prefix) : [])];
    const ends = [all.length];
    for (const text of texts) {
      all.push(...this.encode(text));
      ends.push(Math.min(all.length, this.model.card.maxTokens - 1));
    }
    return { all: [...all.slice(0, this.model.card.maxTokens - 1), this.last], ends };
  }

  private encode(text: string): number[] {
    return this.tokenizer.encode(text, null, { add_special_tokens: false });
  }

  /** The text's vector, not of unit length yet, and `ids.length` rows of `dimensions`, one a token. */
  private async run(ids: readonly number[]): Promise<{ vector: Float32Array; tokens: Float32Array }> {
    const tensor = (values: BigInt64Array) => new ort.Tensor("int64", values, [1, ids.length]);
    const inputs: Record<string, ort.Tensor> = { input_ids: tensor(BigInt64Array.from(ids, BigInt)) };
    if (this.session.inputNames.includes("attention_mask")) {
      inputs.attention_mask = tensor(new BigInt64Array(ids.length).fill(1n));
      inputs.token_type_ids = tensor(new BigInt64Array(ids.length));
    }
    const output = await this.session.run(inputs);
    // What `npm run fuse-model` has made gives both; a model as published gives its last layer.
    if (output.vector)
      return { vector: output.vector.data as Float32Array, tokens: output.tokens.data as Float32Array };
    const tokens = output.last_hidden_state.data as Float32Array;
    const { pooling, dimensions } = this.model.card;
    return { vector: meanOf(tokens, dimensions, 0, pooling === "cls" ? 1 : ids.length), tokens };
  }
}

function meanOf(rows: Float32Array, dimensions: number, from: number, to: number): Float32Array {
  const sum = new Float32Array(dimensions);
  for (let row = from; row < to; row++) {
    for (let d = 0; d < dimensions; d++) sum[d] += rows[row * dimensions + d];
  }
  return sum;
}
