// How well are questions answered whose answers are known as quotes?
import type { Result } from "../search/answer.ts";
import { understand } from "../search/question.ts";
import { rank } from "../search/rank.ts";
import type { Scored } from "../search/score.ts";
import { answerFrom, currentGeneration, type Engine } from "../search/search.ts";
import { answerSentence } from "../search/sentence.ts";
import type { Generation, StoredPassage } from "../store/store.ts";
import { times } from "./judged.ts";
import { type Interval, mean, pairedBootstrap, reciprocalRank } from "./metrics.ts";
import { passageRankings, WAYS, type Way } from "./rankings.ts";
import type { Quote, QuotedQuestion, QuotedSet } from "./sets.ts";

export interface QuotedResult {
  readonly questions: number;
  /** Share of the answerable questions whose first result, and one of whose first three, holds a quote. */
  readonly hit1: number;
  readonly hit3: number;
  /** Mean of 1 / rank of the first result that holds a quote, among ten. */
  readonly mrr: number;
  /** Of all passages that hold a quote, the share in which the sentence chosen for the question is the quote's. */
  readonly sentence: number;
  readonly milliseconds: { readonly middle: number; readonly p95: number };
  /** Questions whose first result holds no quote, with where one does (0: nowhere among ten). */
  readonly missed: readonly { readonly question: string; readonly rank: number }[];
  /** MRR of the others, which neither fold nor spread, on the same candidates, and by how much Askwire is better. */
  readonly baselines: Readonly<Record<Baseline, { readonly mrr: number; readonly gain: Interval }>>;
}

type Baseline = Exclude<Way, "askwire">;

interface Measured {
  /** Of the first result that holds a quote, from 1; 0 where none of ten does. */
  readonly rank: number;
  /** Of each way, 1 / rank of the first passage that holds a quote, among ten. */
  readonly reciprocal: Record<Way, number>;
  /** For each passage that holds a quote, whether the quote's sentence is chosen. */
  readonly sentences: readonly boolean[];
  readonly milliseconds: number;
}

export async function evaluateQuoted(engine: Engine, set: QuotedSet): Promise<QuotedResult> {
  const generation = await currentGeneration(engine);
  const answerable = set.questions.filter(({ answers }) => answers.length > 0);
  const measured: Measured[] = [];
  for (const question of answerable) measured.push(await measure(engine, generation, question));
  const ranks = measured.map(({ rank }) => rank);
  const within = (k: number) => mean(ranks.map((at) => (at > 0 && at <= k ? 1 : 0)));
  const ours = ranks.map((at) => (at > 0 ? 1 / at : 0));
  const baseline = (way: Baseline) => {
    const theirs = measured.map(({ reciprocal }) => reciprocal[way]);
    return { mrr: mean(theirs), gain: pairedBootstrap(ours, theirs) };
  };
  return {
    questions: answerable.length,
    hit1: within(1),
    hit3: within(3),
    mrr: mean(ours),
    sentence: mean(measured.flatMap(({ sentences }) => sentences).map(Number)),
    milliseconds: times(measured.map(({ milliseconds }) => milliseconds)),
    missed: answerable.flatMap(({ text }, at) => (ranks[at] === 1 ? [] : [{ question: text, rank: ranks[at] }])),
    baselines: { bm25: baseline("bm25"), dense: baseline("dense"), fusion: baseline("fusion") },
  };
}

async function measure(engine: Engine, generation: Generation, { text, answers }: QuotedQuestion): Promise<Measured> {
  const started = performance.now();
  const question = await understand(engine.embedder, text);
  const { passages } = await answerFrom(generation, question, { limit: 10 });
  const milliseconds = performance.now() - started;
  const { scored, idf } = await rank(generation, question);
  const holding = await passagesWith(generation, answers);
  return {
    rank: passages.findIndex((result) => answers.some((quote) => holds(result, quote))) + 1,
    reciprocal: reciprocalRanks(scored, new Map(holding.map(({ passage }) => [passage.id, 1]))),
    sentences: holding.map(({ passage, start, end }) => {
      const { span } = answerSentence(question, idf, passage, passage);
      return span.start < end && span.end > start;
    }),
    milliseconds,
  };
}

function reciprocalRanks(scored: readonly Scored[], holding: ReadonlyMap<string, number>): Record<Way, number> {
  const rankings = passageRankings(scored);
  const reciprocal = WAYS.map((way) => [way, reciprocalRank(rankings[way], holding, 10)]);
  return Object.fromEntries(reciprocal) as Record<Way, number>;
}

function holds({ text, source }: Pick<Result, "text" | "source">, { article, quote }: Quote): boolean {
  return source.path === article && text.includes(quote);
}

/** Every passage that holds a quote, with where the quote stands in its article. */
async function passagesWith(generation: Generation, quotes: readonly Quote[]) {
  const found: { passage: StoredPassage; start: number; end: number }[] = [];
  for (const { id, path } of await generation.articles({ offset: 0, limit: generation.info.articles })) {
    const here = quotes.filter(({ article }) => article === path);
    const article = here.length > 0 ? await generation.article(id) : null;
    for (const passage of await generation.passages((article?.passages ?? []).map((place) => place.id))) {
      for (const { quote } of here) {
        const at = passage.text.indexOf(quote);
        if (at >= 0) found.push({ passage, start: passage.start + at, end: passage.start + at + quote.length });
      }
    }
  }
  return found;
}
