// After an install: is there all that Askwire stands on? If not, it is said in one sentence; if so, it is compiled.
// The two packages that are compiled here are optional to npm for this reason alone: what it prints when a needed one
// cannot be compiled is the compiler's log. Plain JavaScript, so that an old Node can read it.
import { execSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";

const COMPILED = ["better-sqlite3", "hnswlib-node"];

/** What is missing, and what to do; null where nothing is. */
function missing() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 12))
    return `Askwire needs Node 20.12 or newer, and this is ${process.version}; install a newer Node and run npm ci again.`;
  if (!COMPILED.every(loads)) compileWithOwnHeaders();
  const uncompiled = COMPILED.filter((name) => !loads(name));
  if (uncompiled.length === 0) return null;
  const without = ["g++", "make", "python3"].filter((tool) => !runs(tool));
  const why = without.length ? `${without.join(" and ")} cannot be found here` : "compiling failed";
  return `Askwire needs ${uncompiled.join(" and ")} compiled, and ${why}: install a C++ compiler, make and Python 3 (on Debian: apt install g++ make python3; on macOS: xcode-select --install), then run npm ci again.`;
}

/** Compiling fetches Node's headers from nodejs.org; where that is out of reach, those beside Node itself serve as well. */
function compileWithOwnHeaders() {
  const nodedir = dirname(dirname(process.execPath));
  if (process.env.ASKWIRE_OWN_HEADERS || !existsSync(`${nodedir}/include/node/node.h`)) return;
  const env = { ...process.env, npm_config_nodedir: nodedir, ASKWIRE_OWN_HEADERS: "1" };
  try {
    execSync(`npm install --no-save --no-audit --no-fund ${process.env.npm_config_omit ? "--omit=dev" : ""}`, {
      env,
      stdio: "ignore",
    });
  } catch {
    // What is still missing is told below.
  }
}

/** In a process of its own: one that could not be loaded is not looked for again in the same. */
function loads(name) {
  const use = name === "better-sqlite3" ? "new (require(name))(':memory:').close()" : "require(name)";
  try {
    execSync(`"${process.execPath}" -e "const name = '${name}'; ${use}"`, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function runs(tool) {
  try {
    execSync(`${tool} --version`, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const sentence = missing();
if (sentence) {
  console.error(`\n${sentence}\n`);
  process.exitCode = 1;
} else if (existsSync(new URL("../src", import.meta.url))) {
  const { compile } = await import("./compile.mjs");
  await compile();
}
