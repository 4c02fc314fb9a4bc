// node scripts/run.mjs SCRIPT [arguments]: runs a script, compiled.
import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compile } from "./compile.mjs";

const home = fileURLToPath(new URL("..", import.meta.url));
const script = relative(home, resolve(process.argv[2]));
const build = await compile(script);
const compiled = join(build, script.replace(/\.ts$/, ".js"));
process.argv.splice(1, 2, compiled);
process.env.ASKWIRE_BUILD = build;
await import(pathToFileURL(compiled).href);
