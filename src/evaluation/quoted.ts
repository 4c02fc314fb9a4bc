// How well are questions answered whose answers are known as quotes?
import type { Result } from "../search/answer.ts";
import { understand } from "../search/question.ts";
import { rank } from "../search/rank.ts";
import { answerFrom, currentGeneration, type Engine } from "../search/search.ts";
import { answerSentence } from "../search/sentence.ts";
import type { Generation, StoredPassage } from "../store/store.ts";
import { times } from "./judged.ts";
import { mean } from "./metrics.ts";
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
}

export async function evaluateQuoted(engine: Engine, set: QuotedSet): Promise<QuotedResult> {
  const generation = await currentGeneration(engine);
  const answerable = set.questions.filter(({ answers }) => answers.length > 0);
  const ranks: number[] = [];
  const milliseconds: number[] = [];
  const sentences: boolean[] = [];
  for (const { text, answers } of answerable) {
    const started = performance.now();
    const { passages } = await answerFrom(generation, await understand(engine.embedder, text), { limit: 10 });
    milliseconds.push(performance.now() - started);
    ranks.push(passages.findIndex((result) => answers.some((quote) => holds(result, quote))) + 1);
    sentences.push(...(await sentencesChosen(engine, generation, { text, answers })));
  }
  const within = (k: number) => mean(ranks.map((at) => (at > 0 && at <= k ? 1 : 0)));
  return {
    questions: answerable.length,
    hit1: within(1),
    hit3: within(3),
    mrr: mean(ranks.map((at) => (at > 0 ? 1 / at : 0))),
    sentence: mean(sentences.map(Number)),
    milliseconds: times(milliseconds),
    missed: answerable.flatMap(({ text }, at) => (ranks[at] === 1 ? [] : [{ question: text, rank: ranks[at] }])),
  };
}

function holds({ text, source }: Pick<Result, "text" | "source">, { article, quote }: Quote): boolean {
  return source.path === article && text.includes(quote);
}

async function sentencesChosen(engine: Engine, generation: Generation, asked: QuotedQuestion): Promise<boolean[]> {
  const question = await understand(engine.embedder, asked.text);
  const { idf } = await rank(generation, question);
  const chosen: boolean[] = [];
  for (const { passage, start, end } of await passagesWith(generation, asked.answers)) {
    const { span } = answerSentence(question, idf, passage, passage);
    chosen.push(span.start < end && span.end > start);
  }
  return chosen;
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
