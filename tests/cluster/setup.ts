// Starts the cluster before the first test and ends it after the last; one that runs already is used, and left.
import type { TestProject } from "vitest/node";
import { Nodes } from "../../scripts/cluster/nodes.ts";

export const FOLDER = ".cache/cluster";

declare module "vitest" {
  interface ProvidedContext {
    urls: string[];
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const nodes = new Nodes({ folder: FOLDER });
  const ran = (await Promise.all(nodes.all.map((n) => nodes.pid(n)))).every(Boolean);
  await nodes.up();
  project.provide("urls", nodes.urls);
  return () => (ran ? Promise.resolve() : nodes.down({ wipe: true }));
}
