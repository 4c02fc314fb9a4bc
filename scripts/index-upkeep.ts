// What does `npm run index` do with an index other than writing articles into it?
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../src/errors.ts";
import type { Report } from "../src/indexing/report.ts";
import { replaceFile } from "../src/store/embedded/replace-file.ts";
import { repairIndex } from "../src/store/embedded/upkeep/repair.ts";
import { restoreIndex, snapshotIndex } from "../src/store/embedded/upkeep/snapshot.ts";
import { indexStatus } from "../src/store/embedded/upkeep/status.ts";
import { verifyIndex } from "../src/store/embedded/upkeep/verify.ts";
import { isInCluster } from "./open-store.ts";

export interface Upkeep {
  readonly verify: boolean;
  readonly repair: boolean;
  readonly status: boolean;
  readonly snapshot: string | undefined;
  readonly restore: string | undefined;
}

/** Does what was asked for; the exit status, or null where none of it was. */
export async function upkeep(asked: Upkeep, folder: string, json: boolean): Promise<number | null> {
  const flag = Object.entries(asked).find(([, value]) => value)?.[0];
  if (flag && isInCluster())
    throw new UsageError(
      `--${flag} is for an index in a folder, and ASKWIRE_STORE says that this one is in a cluster.`,
    );
  if (asked.restore !== undefined) {
    const { generation } = await restoreIndex(folder, asked.restore);
    console.log(`Generation ${generation} of ${asked.restore} is in ${folder}.`);
    return 0;
  }
  if (asked.repair) {
    const { generation } = await repairIndex(folder);
    console.log(`Made the graph and the keywords of generation ${generation} in ${folder} again.`);
  }
  if (asked.verify) return verified(folder);
  if (asked.snapshot !== undefined) {
    const { generation } = await snapshotIndex(folder, asked.snapshot);
    console.log(`Generation ${generation} of ${folder} is in ${asked.snapshot}.`);
    return 0;
  }
  if (asked.status) {
    console.log(await status(folder, json));
    return 0;
  }
  return asked.repair ? 0 : null;
}

async function verified(folder: string): Promise<number> {
  const problems = await verifyIndex(folder);
  for (const problem of problems) console.log(problem);
  if (problems.length === 0) console.log(`The index in ${folder} is whole.`);
  else console.log("Run with --repair to make again what is derived, or with --rebuild to make everything anew.");
  return problems.length === 0 ? 0 : 1;
}

async function status(folder: string, json: boolean): Promise<string> {
  const found = await indexStatus(folder);
  const lastRun = await readLastRun(folder);
  if (json) return JSON.stringify({ ...found, lastRun });
  const { generation, published, articles, passages, settings, roots, unpublished, files } = found;
  return [
    `Generation ${generation}, published ${published}: ${articles} articles, ${passages} passages`,
    `Model ${settings.model} (${settings.dimensions} dimensions), passages of ${settings.passageTokens} tokens`,
    ...roots.map((root) => `  ${root.articles} articles of ${root.root}`),
    ...(unpublished > 0 ? [`${unpublished} articles are written and not published: index again to go on.`] : []),
    ...files.map(({ name, bytes }) => `  ${(bytes / 2 ** 20).toFixed(1)} MB ${name}`),
    ...(lastRun?.failures.length ? [`The last run could not read ${lastRun.failures.length}:`] : []),
    ...(lastRun?.failures ?? []).map(({ path, reason }) => `  ${path}: ${reason}`),
  ].join("\n");
}

const lastRunPath = (folder: string) => join(folder, "last-run.json");

export async function saveLastRun(folder: string, report: Report): Promise<void> {
  await replaceFile(lastRunPath(folder), [Buffer.from(JSON.stringify(report))]);
}

async function readLastRun(folder: string): Promise<Report | null> {
  const json = await readFile(lastRunPath(folder), "utf8").catch(() => "null");
  return JSON.parse(json) as Report | null;
}
