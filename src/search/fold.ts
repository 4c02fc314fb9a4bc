// Which of the ranked passages are one result?
// Passages of one article that overlap are joined; the same told by another article is folded under the passage that
// tells it best. What is left are results that each say something of their own.
import { dot } from "../embedding/dot.ts";
import { SETTINGS } from "../settings.ts";
import type { StoredPassage } from "../store/store.ts";
import { type Span, trimSpan } from "../text/spans.ts";
import { terms } from "../text/terms.ts";
import { perPassage, stemsOf } from "./per-passage.ts";
import type { Scored } from "./score.ts";

/** A ranked passage with its text. */
export interface Ranked extends Scored {
  readonly passage: StoredPassage;
}

export interface Folded {
  /** The passage of the result that comes first. */
  readonly best: Ranked;
  /** All passages of its article that are shown as this result. */
  readonly parts: readonly Ranked[];
  /** Where the result stands in the article: the parts joined, less what an earlier result shows already. */
  readonly span: Span;
  /** Near-copies in other articles, one of each article. */
  readonly copies: readonly FoldedCopy[];
}

export interface FoldedCopy {
  readonly ranked: Ranked;
  /** Cosine with the passage of the result that it is a copy of. */
  readonly similarity: number;
}

interface Open {
  parts: Ranked[];
  span: Span;
  copies: FoldedCopy[];
}

/** Results in the order of their first passages; `ranked` is in the order in which it is worth reading. */
export function folded(ranked: readonly Ranked[]): Folded[] {
  const results: Open[] = [];
  for (const each of ranked) {
    if (foldedAsCopy(each, results)) continue;
    const rest = joinedOrCut(each, results);
    if (rest) results.push({ parts: [each], span: rest, copies: [] });
  }
  return results.map(({ parts, span, copies }) => ({ best: parts[0], parts, span, copies }));
}

/** Every passage its own result. */
export function unfolded(ranked: readonly Ranked[]): Folded[] {
  return ranked.map((each) => ({ best: each, parts: [each], span: each.passage, copies: [] }));
}

function foldedAsCopy(each: Ranked, results: readonly Open[]): boolean {
  for (const result of results) {
    if (result.parts[0].candidate.article === each.candidate.article) continue;
    const original = result.parts.find((part) => isNearCopy(part, each));
    if (!original) continue;
    const known = result.copies.some(({ ranked }) => ranked.candidate.article === each.candidate.article);
    if (!known) result.copies.push({ ranked: each, similarity: cosineOf(original, each) });
    return true;
  }
  return false;
}

/** What of the passage is not shown by results of its article; null where nothing is, or it has joined one of them. */
function joinedOrCut(each: Ranked, results: readonly Open[]): Span | null {
  let rest: Span = each.passage;
  for (const result of results) {
    if (result.parts[0].candidate.article !== each.candidate.article || !overlap(result.span, rest)) continue;
    const union = { start: Math.min(result.span.start, rest.start), end: Math.max(result.span.end, rest.end) };
    if (joins(each, result.parts[0], union)) {
      result.span = union;
      result.parts.push(each);
      return null;
    }
    // Passages share whole sentences, so what is left of one is whole sentences too.
    rest = leftOf(each.passage, rest, result.span);
    if (rest.start >= rest.end) return null;
  }
  return rest;
}

/** What of `rest` stands before `shown`, or else after it, without the white space between them. */
function leftOf({ text, start }: StoredPassage, rest: Span, shown: Span): Span {
  const left =
    rest.start < shown.start
      ? { start: rest.start, end: shown.start }
      : { start: Math.min(shown.end, rest.end), end: rest.end };
  const trimmed = trimSpan(text, { start: left.start - start, end: left.end - start });
  return { start: trimmed.start + start, end: trimmed.end + start };
}

/** Whether a passage that overlaps a result is worth being shown with it. */
function joins(each: Ranked, best: Ranked, union: Span): boolean {
  const { length, scoreBelow } = SETTINGS.search.joined;
  return union.end - union.start <= length && best.score - each.score <= scoreBelow;
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The same text, perhaps cut elsewhere, or another wording of the same; thresholds in the settings. */
function isNearCopy(a: Ranked, b: Ranked): boolean {
  const { sameText, rewrite } = SETTINGS.search.copies;
  const cosine = cosineOf(a, b);
  if (cosine < Math.min(sameText.cosine, rewrite.cosine)) return false;
  const shared = (of: typeof stemsOf) => containment(of(a.passage), of(b.passage));
  if (cosine >= sameText.cosine && shared(pairsOf) >= sameText.wordPairs) return true;
  return cosine >= rewrite.cosine && shared(stemsOf) >= rewrite.words;
}

function cosineOf(a: Ranked, b: Ranked): number {
  return dot(a.passage.vector, b.passage.vector);
}

/** Share of the smaller set that is in the other (Broder's containment, 1997). */
function containment(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const each of small) if (large.has(each)) shared++;
  return small.size > 0 ? shared / small.size : 0;
}

/** Pairs of neighbouring stems. */
const pairsOf = perPassage<ReadonlySet<string>>(({ text }) => {
  const stems = terms(text).map(({ stem }) => stem);
  return new Set(stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`));
});
