// In which order are ten results ten things worth reading?
// Greedily by score, less a penalty for each passage of the same article that stands before: a new article goes before
// a third passage of one, unless that passage is clearly better. (Penalties are in scores, which are a
// closeness and two small addends.)
import { SETTINGS } from "../settings.ts";
import type { Scored } from "./score.ts";

/** The first `count` of `scored`, best first, in the order in which they are worth reading. */
export function diversified(scored: readonly Scored[], count: number): Scored[] {
  const shown = new Map<string, number>();
  const left = new Set(scored);
  const ordered: Scored[] = [];
  while (left.size > 0 && ordered.length < count) {
    const next = best(left, shown);
    left.delete(next);
    ordered.push(next);
    shown.set(next.candidate.article, (shown.get(next.candidate.article) ?? 0) + 1);
  }
  return ordered;
}

function best(left: ReadonlySet<Scored>, shown: ReadonlyMap<string, number>): Scored {
  let found: { each: Scored; worth: number } | null = null;
  for (const each of left) {
    // None of what follows can be worth more: scores only fall from here, and a penalty takes away.
    if (found && each.score <= found.worth) break;
    const worth = each.score - penalty(shown.get(each.candidate.article) ?? 0);
    if (!found || worth > found.worth) found = { each, worth };
  }
  if (!found) throw new Error("best() wants at least one passage");
  return found.each;
}

function penalty(timesShown: number): number {
  const { second, further } = SETTINGS.search.sameArticlePenalty;
  return timesShown === 0 ? 0 : second + (timesShown - 1) * further;
}
