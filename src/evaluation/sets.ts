// What is a set of questions with known answers?
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { UsageError } from "../errors.ts";
import type { Judgements } from "./metrics.ts";

/** A BEIR folder: articles of its own, and for each question the articles that answer it. */
export interface JudgedSet {
  readonly kind: "judged";
  readonly name: string;
  /** File with the articles. */
  readonly corpus: string;
  readonly questions: readonly { readonly text: string; readonly judgements: Judgements }[];
}

/** Questions about the seed articles, each with quotes that answer it; none where nothing does. */
export interface QuotedSet {
  readonly kind: "quoted";
  readonly name: string;
  readonly questions: readonly QuotedQuestion[];
}

export interface QuotedQuestion {
  readonly text: string;
  readonly answers: readonly Quote[];
}

export interface Quote {
  /** The article's path. */
  readonly article: string;
  readonly quote: string;
}

/** Articles of which some are copies of others: BEIR's `corpus.jsonl` with `groups.tsv`. */
export interface CopiesSet {
  readonly kind: "copies";
  readonly name: string;
  readonly corpus: string;
  /** Id of each article, with its group's where it has copies, and its first sentence's text to ask with. */
  readonly articles: readonly { readonly id: string; readonly group: string | null; readonly text: string }[];
}

export type EvaluationSet = JudgedSet | QuotedSet | CopiesSet;

/** @throws UsageError where the path is no set. */
export async function readSet(path: string): Promise<EvaluationSet> {
  const name = basename(path).replace(/\.jsonl$/, "");
  const info = await stat(path).catch(() => {
    throw new UsageError(`There is no set at ${path}: name a BEIR folder or a JSONL file of questions with quotes.`);
  });
  if (info.isFile()) return { kind: "quoted", name, questions: (await jsonLines(path)).map(quoted) };
  const corpus = join(path, "corpus.jsonl");
  const groups = await readFile(join(path, "groups.tsv"), "utf8").catch(() => null);
  if (groups !== null) return { kind: "copies", name, corpus, articles: await articlesWithGroups(corpus, groups) };
  return { kind: "judged", name, corpus, questions: await judgedQuestions(path) };
}

async function judgedQuestions(path: string): Promise<JudgedSet["questions"]> {
  const judgements = new Map<string, Map<string, number>>();
  for (const [question, article, grade] of rows(await readFile(join(path, "qrels", "test.tsv"), "utf8"))) {
    const known = judgements.get(question) ?? new Map<string, number>();
    judgements.set(question, known.set(article, Number(grade)));
  }
  const all = (await jsonLines(join(path, "queries.jsonl"))) as { _id: string; text: string }[];
  return all.flatMap(({ _id, text }) => {
    const known = judgements.get(_id);
    return known ? [{ text, judgements: known }] : [];
  });
}

async function articlesWithGroups(corpus: string, groups: string): Promise<CopiesSet["articles"]> {
  const groupOf = new Map(rows(groups).map(([group, id]) => [id, group]));
  const articles = (await jsonLines(corpus)) as { _id: string; text: string }[];
  return articles.map(({ _id, text }) => ({ id: _id, group: groupOf.get(_id) ?? null, text }));
}

function quoted(line: unknown): QuotedQuestion {
  const { question, answers } = line as { question: string; answers: Quote[] };
  return { text: question, answers };
}

async function jsonLines(path: string): Promise<unknown[]> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new UsageError(`The set lacks ${path}.`);
  });
  return text
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line));
}

/** Rows of a TSV file without its header. */
function rows(tsv: string): string[][] {
  return tsv
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));
}
