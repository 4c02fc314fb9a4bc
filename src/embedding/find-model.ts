// Is the model on this machine, and is it the one that was meant?
import { createHash } from "node:crypto";
import { access, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { ModelError } from "../errors.ts";
import { homePath } from "../home.ts";
import { downloadModel } from "./download.ts";
import { DEFAULT_MODEL, MODELS, type Model, type ModelCard } from "./models.ts";

const MODELS_FOLDER = homePath("models");

export interface ModelChoice {
  /** A known name, with or without the hub's owner, or a path to a folder of that name; the default model if left out. */
  readonly name?: string | undefined;
  /** Whether files that are missing may be fetched from the hub. */
  readonly allowDownload?: boolean | undefined;
}

const TOKENIZER_FILES = ["config.json", "tokenizer.json", "tokenizer_config.json"];
/** In a model's folder, as it was published. */
export const PUBLISHED = "onnx/model_quantized.onnx";
/** The same weights as fewer operators, where `npm run fuse-model` has made it. */
export const FUSED = "onnx/model_fused.onnx";

/** @throws ModelError where the model is unknown, not there, or its files differ from its checksums. */
export async function findModel({ name = DEFAULT_MODEL, allowDownload = false }: ModelChoice = {}): Promise<Model> {
  const card = MODELS.find((model) => basename(name) === model.name);
  if (!card) {
    const known = MODELS.map((model) => model.name).join(", ");
    throw new ModelError(`Unknown model "${name}": known are ${known} (set ASKWIRE_MODEL to one of them).`);
  }
  const folder = await folderOf(card, name, allowDownload);
  const onnx = (await exists(join(folder, card.name, FUSED))) ? FUSED : PUBLISHED;
  const hashes = await checkedHashes(card, folder, [...TOKENIZER_FILES, onnx]);
  const use = [card.pooling, card.passagePrefix, card.questionPrefix, card.maxTokens];
  return {
    card,
    folder,
    onnxFile: join(folder, card.name, onnx),
    fingerprint: createHash("sha256")
      .update(JSON.stringify([hashes, use]))
      .digest("hex"),
  };
}

async function folderOf(card: ModelCard, name: string, allowDownload: boolean): Promise<string> {
  const candidates = [...(name.includes("/") ? [join(name, "..")] : []), MODELS_FOLDER];
  for (const folder of candidates) {
    if (await exists(join(folder, card.name, PUBLISHED))) return folder;
  }
  if (!allowDownload) {
    throw new ModelError(
      `Model ${card.name} is not on this machine: put its files in models/${card.name}/, give the path of such a folder as ASKWIRE_MODEL, or set ASKWIRE_ALLOW_DOWNLOAD=1 to fetch it once.`,
    );
  }
  await downloadModel(card, [...TOKENIZER_FILES, PUBLISHED], join(MODELS_FOLDER, card.name));
  return MODELS_FOLDER;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** SHA-256 of each file, checked against `SHA256SUMS` where the model brings one. */
async function checkedHashes(
  card: ModelCard,
  folder: string,
  files: readonly string[],
): Promise<Record<string, string>> {
  const home = join(folder, card.name);
  const sums = await readFile(join(home, "SHA256SUMS"), "utf8").catch(() => "");
  const expected = new Map(sums.split("\n").map((line) => line.split(/\s+\*?/, 2).reverse() as [string, string]));
  const hashes: Record<string, string> = {};
  for (const file of files) {
    const bytes = await readFile(join(home, file)).catch(() => {
      throw new ModelError(`Model ${card.name} is incomplete: ${join(home, file)} is missing; restore it.`);
    });
    hashes[file] = createHash("sha256").update(bytes).digest("hex");
    const sum = expected.get(file);
    if (sum && sum !== hashes[file]) {
      throw new ModelError(
        `Model file ${join(home, file)} is damaged: its SHA-256 is not the one in SHA256SUMS; restore it.`,
      );
    }
  }
  return hashes;
}
