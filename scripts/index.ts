// npm run index: folders of articles into an index.
import cliProgress from "cli-progress";
import pc from "picocolors";
import { findRoot } from "../src/article/read.ts";
import type { Progress, Report } from "../src/indexing/report.ts";
import { commandLine, environment, main } from "./command.ts";
import { indexInto, openEngine, SEEDS } from "./wiring.ts";

const HELP = `npm run index -- [FOLDER or FILE ...] [options]

Reads articles (.txt, .md), cuts them into passages, embeds them on this machine and publishes an index.
Run it again after a change: only what changed is embedded. Without a FOLDER it indexes seeds/.

  --index DIR   where the index is kept (default: ASKWIRE_INDEX, or index/)
  --rebuild     make the index anew, for another model or other settings
  --json        print the summary as one line of JSON
  -h, --help    this text`;

await main(async () => {
  const { values, positionals } = commandLine(HELP, {
    index: { type: "string", default: environment.index },
    rebuild: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  });
  const roots = await Promise.all((positionals.length ? positionals : [SEEDS]).map(findRoot));
  const engine = await openEngine({ index: values.index, model: environment.model });
  const bar = progressBar(!values.json && process.stdout.isTTY);
  try {
    const report = await indexInto(engine, roots, {
      rebuild: values.rebuild,
      onProgress: bar.show,
      onFailure: ({ path, reason }) => console.error(`${path}: ${reason}`),
    });
    bar.stop();
    console.log(values.json ? jsonLine(report) : summary(report, values.index));
    return report.failures.length > 0 ? 1 : 0;
  } finally {
    bar.stop();
    await engine.close();
  }
});

function progressBar(shown: boolean): { show: (progress: Progress) => void; stop: () => void } {
  if (!shown) return { show: () => {}, stop: () => {} };
  const bar = new cliProgress.SingleBar({
    format: "{bar} {value}/{total} articles · {passages} passages · {rate}/s · {left} left",
    hideCursor: true,
    clearOnComplete: true,
  });
  return {
    show({ articles, passages, embedded, seconds }) {
      const rate = Math.round(embedded / seconds);
      const left = `${Math.ceil((seconds / articles.done) * (articles.total - articles.done))} s`;
      if (!bar.isActive) bar.start(articles.total, 0, { passages: 0, rate: 0, left: "?" });
      bar.update(articles.done, { passages, rate, left });
    },
    stop: () => bar.stop(),
  };
}

function jsonLine({ articles, passages, embedded, reused, seconds, generation }: Report): string {
  return JSON.stringify({ articles, passages, embedded, reused, seconds, generation });
}

function summary({ articles, passages, embedded, seconds, generation, failures }: Report, folder: string): string {
  const parts = (["added", "changed", "removed", "unchanged", "failed"] as const)
    .filter((what) => articles[what] > 0)
    .map((what) => `${articles[what]} ${what}`);
  return [
    `${pc.bold(`${articles.read} articles`)} read (${parts.join(", ")}), ${passages} passages, ${embedded} embedded in ${seconds.toFixed(1)} s`,
    `Generation ${generation} is in ${folder}. Ask it: npm run ask -- "your question"`,
    ...(failures.length ? [pc.red(`Not indexed: ${failures.map(({ path }) => path).join(", ")}`)] : []),
  ].join("\n");
}
