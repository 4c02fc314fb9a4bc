import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { homePath } from "../../src/home.ts";

const IMPORTED = /^(?:import|export)[^"']*?(?:from )?"([^"]+)";$|\bimport\("([^"]+)"\)/gm;

/** Names of the packages that a compiled script loads, at once or later. */
async function packagesOf(file: string, seen = new Set<string>()): Promise<Set<string>> {
  const packages = new Set<string>();
  if (seen.has(file)) return packages;
  seen.add(file);
  for (const [, always, later] of (await readFile(file, "utf8")).matchAll(IMPORTED)) {
    const name = always ?? later;
    if (!name.startsWith(".")) packages.add(name);
    else for (const each of await packagesOf(join(dirname(file), name), seen)) packages.add(each);
  }
  return packages;
}

describe("what is compiled", () => {
  const build = String(process.env.ASKWIRE_BUILD);

  it.each(["start", "index", "ask", "mcp", "evaluate"])(
    "runs %s without what only developers install",
    async (script) => {
      const packages = await packagesOf(join(build, `scripts/${script}.js`));
      const { packages: locked } = JSON.parse(await readFile(homePath("package-lock.json"), "utf8"));
      expect([...packages]).toContain("better-sqlite3");
      expect([...packages].filter((name) => locked[`node_modules/${name}`]?.dev)).toEqual([]);
    },
  );

  it("leaves them out of bench, which needs them", async () => {
    expect([...(await packagesOf(join(build, "scripts/bench.js")))]).toContain("autocannon");
  });
});
