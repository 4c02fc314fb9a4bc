// In which order are ten results ten things worth reading?
// Greedily by score, less a penalty for each passage of the same article that stands before: a new article goes before
// a third passage of one, unless that passage is clearly better. (Penalties are in scores, which are a
// closeness and two small addends.)
import { SETTINGS } from "../settings.ts";
import type { Scored } from "./score.ts";

/** The first `count` of `scored`, best first, in the order in which they are worth reading. */
export function diversified(scored: readonly Scored[], count: number): Scored[] {
  const shown = new Map<string, number>();
  const left = [...scored];
  const ordered: Scored[] = [];
  while (left.length > 0 && ordered.length < count) {
    const [next] = left.splice(best(left, shown), 1);
    ordered.push(next);
    shown.set(next.candidate.article, (shown.get(next.candidate.article) ?? 0) + 1);
  }
  return ordered;
}

/** Place of the one that is worth most; the first of equals. */
function best(left: readonly Scored[], shown: ReadonlyMap<string, number>): number {
  let found = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const [at, { score, candidate }] of left.entries()) {
    // None of what follows can be worth more: scores only fall from here, and a penalty takes away.
    if (score <= most) break;
    const worth = score - penalty(shown.get(candidate.article) ?? 0);
    if (worth > most) {
      found = at;
      most = worth;
    }
  }
  return found;
}

function penalty(timesShown: number): number {
  const { second, further } = SETTINGS.search.sameArticlePenalty;
  return timesShown === 0 ? 0 : second + (timesShown - 1) * further;
}
