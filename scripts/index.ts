// npm run index: folders of articles into an index.
import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Root } from "../src/article/files.ts";
import { FORMATS } from "../src/article/read.ts";
import { AskwireError, UsageError } from "../src/errors.ts";
import { copyIndex } from "../src/indexing/copy.ts";
import { changes } from "../src/indexing/watch.ts";
import { indexStatus } from "../src/store/embedded/upkeep/status.ts";
import { commandLine, environment, main } from "./command.ts";
import { type Telling, tellingAsJson, tellingAsText } from "./index-progress.ts";
import { rootsToIndex } from "./index-roots.ts";
import { saveLastRun, upkeep } from "./index-upkeep.ts";
import { isInCluster, openCluster, openStore, type StoreKind, storeKind, whereIndex } from "./open-store.ts";
import { embedInto, indexInto, type OpenEngine, openEngine, removeFrom } from "./wiring.ts";

const HELP = `npm run index -- [FOLDER or FILE ...] [options]

Reads articles, cuts them into passages, embeds them on this machine and publishes an index.
Run it again after a change, or after it was stopped: only what is new is embedded. Without a FOLDER it
indexes seeds/. It reads ${FORMATS.join(", ")} files, and each of them packed as .gz;
a file .askwireignore in a folder says, as .gitignore does, what to leave out.

  --index DIR       where the index is kept (default: ASKWIRE_INDEX, or index/)
  --include GLOB    take only files that match, patterns as in .gitignore; may be given several times
  --watch           stay, and index again whenever something has changed
  --rebuild         make the index anew with every FOLDER that is in it, for another model or other settings;
                    the old one serves until then
  --remove FOLDER   take the articles of a folder out of the index
  --embed-only      with a cluster: embed and publish nothing; several machines may embed parts of one archive at once,
                    and one that indexes the whole then finds the vectors there

  --copy-to STORE   copy the index, vectors and all: from DIR to opensearch, or from there to embedded (DIR)

  --status          what is in the index
  --verify          check all of it; status 1 where something is wrong
  --repair          make again what is derived: the vector graph and the keywords
  --snapshot FILE   write the index to one file, also while it is served
  --restore FILE    make an index of such a file

  --json            tell everything as lines of JSON
  -h, --help        this text

Status 0: all is indexed. 1: something could not be read; the rest is indexed. 2: wrongly called. 130: stopped.`;

/** After a run that could not be, the next one is tried after this long, ms. */
const TRY_AGAIN = 5000;

await main(async () => {
  const { values, positionals } = commandLine(HELP, {
    index: { type: "string", default: environment.index },
    include: { type: "string", multiple: true, default: [] },
    watch: { type: "boolean", default: false },
    rebuild: { type: "boolean", default: false },
    remove: { type: "string" },
    "embed-only": { type: "boolean", default: false },
    "copy-to": { type: "string" },
    status: { type: "boolean", default: false },
    verify: { type: "boolean", default: false },
    repair: { type: "boolean", default: false },
    snapshot: { type: "string" },
    restore: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const { index: folder, include, rebuild, watch, json } = values;
  const { verify, repair, status, snapshot, restore } = values;
  const kept = await upkeep({ verify, repair, status, snapshot, restore }, folder, json);
  if (kept !== null) return kept;
  if (values["copy-to"] !== undefined) return copy(folder, storeKind(values["copy-to"], "--copy-to"), rebuild);
  const telling = json ? tellingAsJson() : tellingAsText(whereIndex(folder));
  const roots = await rootsToIndex(positionals, folder, rebuild);
  const engine = await openEngine({ index: folder, model: environment.model });
  const stop = new AbortController();
  // A second one ends the process as it is: the index bears that too.
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop.abort());
  const job = { engine, folder, roots, include, telling, signal: stop.signal };
  try {
    if (values.remove !== undefined) return await remove(engine, values.remove);
    if (values["embed-only"]) return await embed(job);
    return watch ? await indexOnChange(job, rebuild) : await indexOnce(job, rebuild);
  } finally {
    await engine.close();
  }
});

interface Job {
  readonly engine: OpenEngine;
  readonly folder: string;
  readonly roots: readonly Root[];
  readonly include: readonly string[];
  readonly telling: Telling;
  readonly signal: AbortSignal;
}

async function indexOnce({ engine, folder, roots, include, telling, signal }: Job, rebuild: boolean): Promise<number> {
  const { done, ...told } = telling;
  const report = await indexInto(engine, roots, { include, rebuild, signal, ...told });
  if (!isInCluster()) await saveLastRun(folder, report);
  done(report);
  return report.failures.length > 0 ? 1 : 0;
}

async function embed({ engine, roots, include, telling, signal }: Job): Promise<number> {
  if (!isInCluster())
    throw new UsageError("--embed-only is for several machines with one cluster; set ASKWIRE_STORE=opensearch.");
  const cluster = await openCluster();
  try {
    const { articles, passages, embedded, failed } = await embedInto(engine, cluster, {
      ...{ roots, include, signal, onFailure: telling.onFailure },
    });
    console.log(`Embedded ${embedded} of the ${passages} passages of ${articles} articles; nothing is published.`);
    return failed > 0 ? 1 : 0;
  } finally {
    await cluster.close();
  }
}

async function indexOnChange(job: Job, rebuild: boolean): Promise<number> {
  const { engine, signal, telling } = job;
  const watched = { paths: job.roots.map(({ path }) => path), leaveOut: engine.folder };
  let runs = 0;
  let [anew, told] = [rebuild, ""];
  while (!signal.aborted) {
    try {
      for await (const _ of changes(watched, signal)) {
        await indexOnce(job, anew);
        [anew, told] = [false, ""];
        if (runs++ === 0) telling.onNotice(`Watching ${watched.paths.join(", ")}; stop with Ctrl-C.`);
      }
    } catch (error) {
      if (signal.aborted || runs === 0) throw error;
      const { message } = mistake(error);
      if (message !== told) telling.onNotice(message);
      told = message;
      // What was in the way may go without a change that could be seen: all is watched and indexed afresh.
      await setTimeout(TRY_AGAIN, undefined, { signal }).catch(() => {});
    }
  }
  return 0;
}

/** @throws what is a defect of ours. */
function mistake(error: unknown): AskwireError {
  if (error instanceof AskwireError) return error;
  throw error;
}

async function remove(engine: OpenEngine, folder: string): Promise<number> {
  if (folder === "") throw new UsageError("Say which folder to take out: --remove FOLDER.");
  // A writer would make an index where there is none.
  if (!isInCluster()) await indexStatus(engine.folder);
  // The folder itself may be gone already.
  const root = await realpath(folder).catch(() => resolve(folder));
  const { removed, generation, articles } = await removeFrom(engine, root);
  console.log(`Took ${removed} articles of ${root} out; generation ${generation} has ${articles} left.`);
  return 0;
}

async function copy(folder: string, kind: StoreKind, rebuild: boolean): Promise<number> {
  const from = await openStore(folder, kind === "embedded" ? "opensearch" : "embedded");
  const to = await openStore(folder, kind);
  try {
    const { articles, passages, generation } = await copyIndex({ from, to, rebuild });
    console.log(
      `Copied ${articles} articles, ${passages} passages; they are generation ${generation} there, and compared.`,
    );
    return 0;
  } finally {
    await Promise.all([from.close(), to.close()]);
  }
}
