// How well are judged questions answered?
import { quantile } from "../quantile.ts";
import { type Understood, understand } from "../search/question.ts";
import { rank } from "../search/rank.ts";
import { answerFrom, currentGeneration, type Engine } from "../search/search.ts";
import type { Generation } from "../store/store.ts";
import { type Interval, type Judgements, mean, ndcg, pairedBootstrap, recall, reciprocalRank } from "./metrics.ts";
import { articleRankings, WAYS, type Way } from "./rankings.ts";
import type { JudgedSet } from "./sets.ts";

export interface JudgedResult {
  readonly questions: number;
  readonly articles: number;
  readonly passages: number;
  /** Over all candidates. */
  readonly ndcg10: number;
  readonly mrr10: number;
  readonly recall10: number;
  readonly recall100: number;
  /** As a person gets it who asks for ten results: copies count right after the result that they stand under. */
  readonly ndcg10OfTen: number;
  readonly milliseconds: { readonly middle: number; readonly p95: number };
  /** nDCG@10 of the others on the same candidates, and by how much Askwire is better. */
  readonly baselines: Readonly<Record<Exclude<Way, "askwire">, { readonly ndcg10: number; readonly gain: Interval }>>;
}

interface Measured {
  readonly ndcg: Record<Way, number>;
  readonly mrr: number;
  readonly recall10: number;
  readonly recall100: number;
  readonly ofTen: number;
  readonly milliseconds: number;
}

export async function evaluateJudged(
  engine: Engine,
  set: JudgedSet,
  onQuestion: (done: number, total: number) => void,
): Promise<JudgedResult> {
  const generation = await currentGeneration(engine);
  const documents = await documentsOf(generation);
  const measured: Measured[] = [];
  for (const { text, judgements } of set.questions) {
    const started = performance.now();
    const question = await understand(engine.embedder, text);
    const { passages } = await answerFrom(generation, question, { limit: 10 });
    const milliseconds = performance.now() - started;
    const shown = passages.flatMap(({ source, alsoIn }) => [
      source.article,
      ...alsoIn.map((copy) => copy.source.article),
    ]);
    const ofTen = ndcg(
      [...new Set(shown)].map((id) => documents.get(id) ?? ""),
      judgements,
      10,
    );
    measured.push({ ...(await measureRankings(generation, question, judgements, documents)), ofTen, milliseconds });
    onQuestion(measured.length, set.questions.length);
  }
  return summarized(measured, generation);
}

/** BEIR's id of each article, which Askwire has after the `#` of its path. */
export async function documentsOf(generation: Generation): Promise<ReadonlyMap<string, string>> {
  const all = await generation.articles({ offset: 0, limit: generation.info.articles });
  return new Map(all.map(({ id, path }) => [id, path.slice(path.indexOf("#") + 1)]));
}

async function measureRankings(
  generation: Generation,
  question: Understood,
  judgements: Judgements,
  documents: ReadonlyMap<string, string>,
): Promise<Omit<Measured, "ofTen" | "milliseconds">> {
  const rankings = articleRankings((await rank(generation, question)).scored);
  const named = Object.fromEntries(
    WAYS.map((way) => [way, rankings[way].map((id) => documents.get(id) ?? "")]),
  ) as Record<Way, string[]>;
  return {
    ndcg: Object.fromEntries(WAYS.map((way) => [way, ndcg(named[way], judgements, 10)])) as Record<Way, number>,
    mrr: reciprocalRank(named.askwire, judgements, 10),
    recall10: recall(named.askwire, judgements, 10),
    recall100: recall(named.askwire, judgements, 100),
  };
}

function summarized(measured: readonly Measured[], { info }: Generation): JudgedResult {
  const all = <T>(pick: (each: Measured) => T) => measured.map(pick);
  const baseline = (way: Way) => ({
    ndcg10: mean(all((each) => each.ndcg[way])),
    gain: pairedBootstrap(
      all((each) => each.ndcg.askwire),
      all((each) => each.ndcg[way]),
    ),
  });
  return {
    questions: measured.length,
    articles: info.articles,
    passages: info.passages,
    ndcg10: mean(all((each) => each.ndcg.askwire)),
    mrr10: mean(all((each) => each.mrr)),
    recall10: mean(all((each) => each.recall10)),
    recall100: mean(all((each) => each.recall100)),
    ndcg10OfTen: mean(all((each) => each.ofTen)),
    milliseconds: times(all((each) => each.milliseconds)),
    baselines: { bm25: baseline("bm25"), dense: baseline("dense"), fusion: baseline("fusion") },
  };
}

export function times(milliseconds: readonly number[]): { middle: number; p95: number } {
  return { middle: quantile(milliseconds, 0.5), p95: quantile(milliseconds, 0.95) };
}
