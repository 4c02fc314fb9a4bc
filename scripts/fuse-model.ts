// npm run fuse-model: how was models/…/onnx/model_fused.onnx made?
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FUSED, PUBLISHED } from "../src/embedding/find-model.ts";
import { DEFAULT_MODEL } from "../src/embedding/models.ts";
import { homePath } from "../src/home.ts";
import { commandLine, main } from "./command.ts";
import { fuseBert } from "./fused/bert.ts";

const HELP = `npm run fuse-model

  Writes the default model anew as few operators, with the same numbers: models/bge-small-en-v1.5/onnx/model_quantized.onnx,
  as it was published, becomes model_fused.onnx beside it. The file is in the repository already, with its checksum.

  -h, --help   this text`;

await main(async () => {
  commandLine(HELP, {});
  const folder = homePath(`models/${DEFAULT_MODEL}`);
  const fused = fuseBert(await readFile(join(folder, PUBLISHED)));
  await writeFile(join(folder, FUSED), fused);
  console.log(`Wrote ${join(folder, FUSED)}, ${fused.length} bytes.`);
  return 0;
});
