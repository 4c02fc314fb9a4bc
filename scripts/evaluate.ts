// npm run evaluate: how good are the answers? Through the product's own indexing and search.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { findRoot } from "../src/article/files.ts";
import { UsageError } from "../src/errors.ts";
import { type CopiesResult, evaluateCopies } from "../src/evaluation/copies.ts";
import { evaluateJudged, type JudgedResult } from "../src/evaluation/judged.ts";
import type { Interval } from "../src/evaluation/metrics.ts";
import { ON_TOPIC_QUESTIONS } from "../src/evaluation/on-topic-questions.ts";
import { evaluateQuoted, type QuotedResult } from "../src/evaluation/quoted.ts";
import { type EvaluationSet, readSet } from "../src/evaluation/sets.ts";
import { drawn, evaluateSureness, reliability, type Sureness } from "../src/evaluation/sureness.ts";
import { indexSettings } from "../src/indexing/index-articles.ts";
import { colours, commandLine, environment, main } from "./command.ts";
import { isInCluster, openCluster, openStore } from "./open-store.ts";
import { indexInto, type OpenEngine, openEngine, SEEDS } from "./wiring.ts";

const HELP = `npm run evaluate -- SET ... [options]

Measures the answers to questions with known answers. A SET is
  a BEIR folder (corpus.jsonl, queries.jsonl, qrels/test.tsv),
  a JSONL file of questions with quotes that answer them in the articles of seeds/, or
  a folder of articles with copies among them (corpus.jsonl, groups.tsv).
Each set is indexed into an index of its own under .cache/evaluate/ (or in the cluster, where ASKWIRE_STORE says so),
which later runs use again.

  --baselines     also BM25 alone, dense alone and reciprocal rank fusion, on the same candidates
  --calibration   also the reliability diagram of confidence: each set's questions against 300 of another set's
  --json          print the figures as JSON
  -h, --help      this text`;

/** Questions of another set that are put to a set's articles. */
const FOREIGN = 300;

interface Figures {
  readonly set: string;
  readonly judged?: JudgedResult;
  readonly quoted?: QuotedResult;
  readonly copies?: CopiesResult;
  readonly sureness?: Sureness;
  /** The hard ones: about what the seed articles tell, and not answered there. */
  readonly onTopic?: Sureness;
}

await main(async () => {
  const { values, positionals } = commandLine(HELP, {
    baselines: { type: "boolean", default: false },
    calibration: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  });
  if (positionals.length === 0) throw new UsageError("Name at least one set to evaluate with; see --help.");
  const sets = await Promise.all(positionals.map(readSet));
  const engine = await openEngine({ index: environment.index, model: environment.model });
  try {
    const figures: Figures[] = [];
    for (const set of sets) {
      figures.push(await evaluated(engine, set, foreignQuestions(set, sets)));
      if (!values.json) console.log(shown(figures[figures.length - 1], values));
    }
    if (values.json) console.log(JSON.stringify(figures, null, 2));
    return 0;
  } finally {
    await engine.close();
  }
});

/** Questions of the first other judged set. */
function foreignQuestions(set: EvaluationSet, sets: readonly EvaluationSet[]): string[] {
  const judged = sets.filter((other) => other.kind === "judged" && other !== set);
  const largest = judged.sort((a, b) => textsOf(b).length - textsOf(a).length)[0];
  return largest ? drawn(textsOf(largest), FOREIGN) : [];
}

function textsOf(set: EvaluationSet): string[] {
  return set.kind === "copies" ? [] : set.questions.map(({ text }) => text);
}

async function evaluated(shared: OpenEngine, set: EvaluationSet, foreign: readonly string[]): Promise<Figures> {
  const engine = await engineFor(shared, set);
  try {
    if (set.kind === "copies") return { set: set.name, copies: await evaluateCopies(engine, set) };
    if (set.kind === "judged") {
      const judged = await evaluateJudged(engine, set, (done, total) =>
        progress(`${set.name}: question ${done}/${total}`),
      );
      const texts = drawn(textsOf(set), FOREIGN);
      return {
        set: set.name,
        judged,
        ...(foreign.length ? { sureness: await evaluateSureness(engine, texts, foreign) } : {}),
      };
    }
    const answerable = set.questions.filter(({ answers }) => answers.length > 0).map(({ text }) => text);
    const own = set.questions.filter(({ answers }) => answers.length === 0).map(({ text }) => text);
    return {
      set: set.name,
      quoted: await evaluateQuoted(engine, set),
      sureness: await evaluateSureness(engine, answerable, [...own, ...foreign]),
      onTopic: await evaluateSureness(engine, answerable, ON_TOPIC_QUESTIONS),
    };
  } finally {
    await engine.store.close();
    progress("");
  }
}

async function engineFor(shared: OpenEngine, set: EvaluationSet): Promise<OpenEngine> {
  const settings = JSON.stringify(indexSettings(shared.embedder));
  const name = `${set.name}-${createHash("sha256").update(settings).digest("hex").slice(0, 8)}`;
  const store = isInCluster()
    ? await openCluster(`evaluate-${name}`)
    : await openStore(join(".cache", "evaluate", name), "embedded");
  const engine = { ...shared, store };
  await indexInto(engine, [await findRoot(set.kind === "quoted" ? SEEDS : set.corpus)], {
    onProgress: ({ articles, passages }) =>
      progress(`${set.name}: indexing, ${articles} articles, ${passages} passages`),
  });
  return engine;
}

/** One line that is written over, on a terminal only. */
function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

function shown(
  { set, judged, quoted, copies, sureness, onTopic }: Figures,
  options: { baselines: boolean; calibration: boolean },
): string {
  return [
    colours.bold(set),
    ...(judged ? judgedLines(judged, options.baselines) : []),
    ...(quoted ? quotedLines(quoted, options.baselines) : []),
    ...(copies ? copiesLines(copies) : []),
    ...(sureness ? surenessLines("confidence", sureness, options.calibration) : []),
    ...(onTopic ? surenessLines("on-topic, unanswered", onTopic, false) : []),
    "",
  ].join("\n");
}

function three(value: number): string {
  return value.toFixed(3);
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function judgedLines(result: JudgedResult, baselines: boolean): string[] {
  const { questions, articles, passages, milliseconds } = result;
  const others = Object.entries(result.baselines).map(([way, { ndcg10, gain }]) =>
    versus(way, "nDCG@10", ndcg10, gain),
  );
  return [
    `  ${questions} questions, ${articles} articles, ${passages} passages`,
    `  nDCG@10 ${three(result.ndcg10)}   MRR@10 ${three(result.mrr10)}   recall@10 ${three(result.recall10)}   recall@100 ${three(result.recall100)}`,
    `  nDCG@10 ${three(result.ndcg10OfTen)} as a person gets it who asks for ten results`,
    timeLine(milliseconds),
    ...(baselines ? others : []),
  ];
}

function versus(way: string, figure: string, value: number, { difference, low, high }: Interval): string {
  const interval = `${signed(difference)} (95 %: ${signed(low)} to ${signed(high)})`;
  return `  ${way.padEnd(22)} ${figure} ${three(value)}; Askwire ${interval}`;
}

function quotedLines(result: QuotedResult, baselines: boolean): string[] {
  const { questions, hit1, hit3, mrr, sentence, milliseconds, missed } = result;
  const others = Object.entries(result.baselines).map(([way, other]) => versus(way, "MRR", other.mrr, other.gain));
  return [
    `  ${questions} answerable questions`,
    `  hit@1 ${three(hit1)}   hit@3 ${three(hit3)}   MRR ${three(mrr)}   answer sentence ${three(sentence)}`,
    timeLine(milliseconds),
    ...(baselines ? others : []),
    ...missed.map(({ question, rank }) => `  ${rank ? `at rank ${rank}` : "not found"}: ${question}`),
  ];
}

function copiesLines({ groups, folded, results, wronglyFolded }: CopiesResult): string[] {
  return [
    `  ${percent(folded)} of ${groups} groups folded; ${percent(wronglyFolded)} of ${results} results fold what is no copy`,
  ];
}

function surenessLines(what: string, sureness: Sureness, calibration: boolean): string[] {
  const { answerable, foreign, auroc, truePositives, falsePositives } = sureness;
  const line = `  ${what}: AUROC ${auroc.toFixed(4)} (${answerable} answerable, ${foreign} not); answered ${percent(truePositives)} and ${percent(falsePositives)}`;
  const bins = reliability(sureness).filter(({ questions }) => questions > 0);
  const diagram = bins.map(
    ({ from, questions, confidence, answerable: share }) =>
      `    ${from.toFixed(1)}–${(from + 0.1).toFixed(1)}  said ${three(confidence)}  was ${three(share)} ${"█".repeat(Math.round(share * 30)).padEnd(31)}${questions} questions`,
  );
  return calibration ? [line, ...diagram] : [line];
}

function timeLine({ middle, p95 }: { middle: number; p95: number }): string {
  return `  a question takes ${middle.toFixed(1)} ms in the middle, ${p95.toFixed(1)} ms at the 95th percentile, embedding included`;
}

function signed(value: number): string {
  return `${value >= 0 ? "+" : "−"}${Math.abs(value).toFixed(3)}`;
}
