// npm run assemble: how was src/embedding/dots.wasm made?
import { readFile, writeFile } from "node:fs/promises";
import { homePath } from "../src/home.ts";
import { assembled } from "./assembled.ts";
import { commandLine, main } from "./command.ts";

const HELP = `npm run assemble

  Makes src/embedding/dots.wasm of dots.wat beside it. The file is in the repository already: this is for those who change it.

  -h, --help   this text`;

await main(async () => {
  commandLine(HELP, {});
  const source = homePath("src/embedding/dots.wat");
  const target = source.replace(/wat$/, "wasm");
  const bytes = await assembled(await readFile(source, "utf8"), source);
  await writeFile(target, bytes);
  console.log(`Wrote ${target}, ${bytes.length} bytes.`);
  return 0;
});
