// How does TypeScript run? Bundled by esbuild, once, and again when a file of ours has changed.
// A loader that reads TypeScript as it goes would start anew in every thread, half a second each, and small libraries
// load in a third of the time from one file. `npm ci` does it; so does whatever is run after a change.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HOME = fileURLToPath(new URL("..", import.meta.url));
const BUILDS = join(HOME, ".build");
/** What runs in threads of its own. */
const WORKERS = ["src/article/reading-worker.ts", "src/embedding/worker.ts", "src/page/map/worker.ts"];
/** Left where they are: what holds compiled code or finds its own files, and what is large and seldom needed. */
const EXTERNAL = [
  ...["better-sqlite3", "hnswlib-node", "onnxruntime-node", "@xenova/transformers", "esbuild"],
  ...["@opensearch-project/opensearch", "feedsmith", "linkedom", "umap-js", "unpdf"],
  ...onlyOfDevelopers(),
];
/** A build that was replaced longer ago is removed, ms: until then a server may run it, and load a part of it late. */
const KEEP = 7 * 24 * 3600 * 1000;

/** The folder of a build of `script` (a path from Askwire's own folder), in the same tree with `.js` for `.ts`. */
export async function compile(script = "scripts/start.ts") {
  const rooms = ["src", "scripts", dirname(script)];
  const folder = join(BUILDS, hashOf([...new Set(rooms.flatMap(filesIn)), "package-lock.json"]));
  if (existsSync(folder)) return folder;
  const scripts = readdirSync(join(HOME, dirname(script))).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const entryPoints = [...scripts.map((name) => `${dirname(script)}/${name}`), ...WORKERS];
  const unfinished = `${folder}-${process.pid}`;
  await bundle(entryPoints, unfinished);
  removeOld();
  try {
    renameSync(unfinished, folder);
  } catch {
    rmSync(unfinished, { recursive: true });
  }
  return folder;
}

/** Packages that `npm ci --omit=dev` does not install, and after which it has to compile all the same. */
function onlyOfDevelopers() {
  const { packages } = JSON.parse(readFileSync(join(HOME, "package-lock.json"), "utf8"));
  return Object.keys(packages[""].devDependencies).filter((name) => packages[`node_modules/${name}`]?.dev);
}

function filesIn(room) {
  return readdirSync(join(HOME, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(HOME.length));
}

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(join(HOME, file)));
  return hash.digest("hex").slice(0, 16);
}

async function bundle(entryPoints, folder) {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: HOME,
    entryPoints,
    external: EXTERNAL,
    outbase: ".",
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    // Libraries in CommonJS ask for Node's own modules through it.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
}

function removeOld() {
  for (const name of readdirSync(BUILDS)) {
    const path = join(BUILDS, name);
    if (Date.now() - statSync(path).mtimeMs > KEEP) rmSync(path, { recursive: true });
  }
}
