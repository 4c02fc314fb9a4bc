// How good is a ranking, and how sure is a difference?
// Definitions are those of trec_eval (github.com/usnistgov/trec_eval): `ndcg_cut`, `recip_rank`, `recall`.
import { quantile } from "../quantile.ts";

/** Graded judgements of one question: document to grade; what is not in it has grade 0. */
export type Judgements = ReadonlyMap<string, number>;

/** trec_eval's ndcg_cut: gain is the grade, discount log2(rank + 1), ideal order from all judgements. */
export function ndcg(ranking: readonly string[], judgements: Judgements, cut: number): number {
  const dcg = (grades: readonly number[]) =>
    grades.slice(0, cut).reduce((sum, grade, at) => sum + Math.max(0, grade) / Math.log2(at + 2), 0);
  const ideal = dcg([...judgements.values()].sort((a, b) => b - a));
  return ideal > 0 ? dcg(ranking.map((document) => judgements.get(document) ?? 0)) / ideal : 0;
}

/** 1 / rank of the first relevant document among the first `cut`, 0 where there is none. */
export function reciprocalRank(ranking: readonly string[], judgements: Judgements, cut: number): number {
  const at = ranking.slice(0, cut).findIndex((document) => (judgements.get(document) ?? 0) > 0);
  return at < 0 ? 0 : 1 / (at + 1);
}

/** Share of the relevant documents that are among the first `cut`. */
export function recall(ranking: readonly string[], judgements: Judgements, cut: number): number {
  const relevant = [...judgements].filter(([, grade]) => grade > 0);
  const found = new Set(ranking.slice(0, cut));
  return relevant.filter(([document]) => found.has(document)).length / Math.max(1, relevant.length);
}

/** Probability that a positive has a higher value than a negative; a tie counts half (Mann-Whitney U / (m·n)). */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  let wins = 0;
  for (const positive of positives) {
    for (const negative of negatives) wins += positive > negative ? 1 : positive === negative ? 0.5 : 0;
  }
  return wins / (positives.length * negatives.length);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

export interface Interval {
  readonly difference: number;
  /** Ends of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** Resamples drawn by the bootstrap; the ends are then steady to about 0.001. */
const RESAMPLES = 10_000;

/** Mean of `ours - theirs` question by question, with the paired percentile bootstrap's 95 % interval (Sakai 2006). */
export function pairedBootstrap(ours: readonly number[], theirs: readonly number[]): Interval {
  const differences = ours.map((value, at) => value - theirs[at]);
  const random = seeded(42);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let i = 0; i < differences.length; i++) sum += differences[Math.floor(random() * differences.length)];
    return sum / differences.length;
  });
  return { difference: mean(differences), low: quantile(means, 0.025), high: quantile(means, 0.975) };
}

/** Numbers in [0, 1), the same for the same seed: the minimal standard generator of Park and Miller (1988). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}
