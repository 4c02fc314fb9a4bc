// Which documents may be found? Those that a generation sees, and that pass what is asked for.
import { terms } from "../../text/terms.ts";
import type { ArticleFilter, PassageFilter } from "../store.ts";
import { indexed, tokens } from "./words.ts";

/** A query in OpenSearch's JSON. */
export type Query = Readonly<Record<string, unknown>>;

/** Articles or passages of a generation. */
export function visible(generation: number): Query[] {
  return [{ range: { born: { lte: generation } } }, { range: { died: { gt: generation } } }];
}

/** What holds any of the stems; what matches best comes first. */
export function anyOf(stems: readonly string[]): Query {
  return { bool: { should: stems.map(stem), minimum_should_match: 1 } };
}

export function stem(stem: string): Query {
  return { term: { stems: indexed(stem) } };
}

export function passingArticles({ sources, after, before }: ArticleFilter): Query[] {
  const source = [{ terms: { site: sources } }, ...sources.map((path) => ({ prefix: { path } }))];
  return [
    ...(sources.length ? [{ bool: { should: source } }] : []),
    ...(after === null ? [] : [{ range: { time: { gte: Date.parse(after) } } }]),
    ...(before === null ? [] : [{ range: { time: { lt: Date.parse(before) } } }]),
  ];
}

export function passingPassages(filter: PassageFilter): Query[] {
  const { phrases, without } = filter;
  return [
    ...passingArticles(filter),
    ...phrases.map(phrase),
    ...without.map((word) => ({ bool: { must_not: inAnyInflection(word) } })),
  ];
}

function phrase(text: string): Query {
  const clauses = tokens(text).map((token) => ({ span_term: { words: token } }));
  return clauses.length ? { span_near: { clauses, slop: 0, in_order: true } } : { match_all: {} };
}

/** What has no stem, or several, is looked for as it is. */
function inAnyInflection(word: string): Query {
  const stems = terms(word);
  return stems.length === 1 ? stem(stems[0].stem) : phrase(word);
}
