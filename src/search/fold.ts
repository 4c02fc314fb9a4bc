// Which of the ranked passages are one result?
// Passages of one article that overlap are joined; the same told by another article is folded under the passage that
// tells it best. What is left are results that each say something of their own.
import { dots } from "../embedding/dots.ts";
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

interface Shown {
  readonly part: Ranked;
  readonly result: Open;
}

/** Results in the order of their first passages; `ranked` is in the order in which it is worth reading. */
export function folded(ranked: readonly Ranked[]): Folded[] {
  const results: Open[] = [];
  const shown: Shown[] = [];
  for (const each of ranked) {
    if (foldedAsCopy(each, shown)) continue;
    const result = joinedOrNew(each, results);
    if (result) shown.push({ part: each, result });
  }
  return results.map(({ parts, span, copies }) => ({ best: parts[0], parts, span, copies }));
}

/** Every passage its own result. */
export function unfolded(ranked: readonly Ranked[]): Folded[] {
  return ranked.map((each) => ({ best: each, parts: [each], span: each.passage, copies: [] }));
}

function foldedAsCopy(each: Ranked, shown: readonly Shown[]): boolean {
  const { article } = each.candidate;
  const cosines = dots(
    each.passage.vector,
    shown.map(({ part }) => part.passage.vector),
  );
  const at = shown.findIndex(
    ({ part }, other) => part.candidate.article !== article && isNearCopy(part.passage, each.passage, cosines[other]),
  );
  if (at < 0) return false;
  const { copies } = shown[at].result;
  const known = copies.some(({ ranked }) => ranked.candidate.article === article);
  if (!known) copies.push({ ranked: each, similarity: cosines[at] });
  return true;
}

/** The result that shows the passage: one of its article, or a new one; null where all of it is shown already. */
function joinedOrNew(each: Ranked, results: Open[]): Open | null {
  let rest: Span = each.passage;
  for (const result of results) {
    if (result.parts[0].candidate.article !== each.candidate.article || !overlap(result.span, rest)) continue;
    const union = { start: Math.min(result.span.start, rest.start), end: Math.max(result.span.end, rest.end) };
    if (joins(each, result.parts[0], union)) {
      result.span = union;
      result.parts.push(each);
      return result;
    }
    // Passages share whole sentences, so what is left of one is whole sentences too.
    rest = leftOf(each.passage, rest, result.span);
    if (rest.start >= rest.end) return null;
  }
  const result = { parts: [each], span: rest, copies: [] };
  results.push(result);
  return result;
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
function isNearCopy(a: StoredPassage, b: StoredPassage, cosine: number): boolean {
  const { sameText, rewrite } = SETTINGS.search.copies;
  if (cosine < Math.min(sameText.cosine, rewrite.cosine)) return false;
  const shared = (of: typeof stemsOf) => containment(of(a), of(b));
  if (cosine >= sameText.cosine && shared(pairsOf) >= sameText.wordPairs) return true;
  return cosine >= rewrite.cosine && shared(stemsOf) >= rewrite.words;
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
