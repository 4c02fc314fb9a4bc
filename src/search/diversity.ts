// In which order are ten results ten things worth reading?
// Greedily by score, less a penalty for each result of the same article that is shown already: a new article goes
// before a third passage of one, unless that passage is clearly better. (A score is a cosine and two small addends, so
// the penalties are in cosines.)
import { SETTINGS } from "../settings.ts";
import type { Folded } from "./fold.ts";

/** `results` best first; the same results, reordered. */
export function diversified(results: readonly Folded[]): Folded[] {
  const { second, further } = SETTINGS.search.sameArticlePenalty;
  const shown = new Map<string, number>();
  const worth = ({ best }: Folded) => {
    const times = shown.get(best.candidate.article) ?? 0;
    return best.score - (times > 0 ? second : 0) - Math.max(0, times - 1) * further;
  };
  const left = [...results];
  const ordered: Folded[] = [];
  while (left.length > 0) {
    let at = 0;
    for (let i = 1; i < left.length; i++) if (worth(left[i]) > worth(left[at])) at = i;
    const [next] = left.splice(at, 1);
    ordered.push(next);
    shown.set(next.best.candidate.article, (shown.get(next.best.candidate.article) ?? 0) + 1);
  }
  return ordered;
}
