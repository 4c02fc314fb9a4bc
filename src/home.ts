// Where does Askwire itself stand, and its compiled parts?
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Path of a file or folder of Askwire, such as `models`; the same from the sources and from a build. */
export function homePath(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return join(folder, name);
}

/** Path of the compiled form of a source that runs in a thread of its own (`scripts/compile.mjs`). */
export function workerPath(source: string): string {
  const { ASKWIRE_BUILD: build } = process.env;
  if (!build) throw new Error("Threads run from a build: start Askwire with node scripts/run.mjs.");
  return join(build, source.replace(/\.ts$/, ".js"));
}
