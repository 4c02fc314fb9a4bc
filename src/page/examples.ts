// Which questions does the empty page propose? What the articles suggest; where they suggest nothing, their titles.
import { ask, type Engine } from "../search/search.ts";
import type { Generation } from "../store/store.ts";
import { suggestedBy } from "./suggest.ts";
import { withoutBidiControls } from "./wording.ts";

/** Articles looked at, spread over all of them. */
const LOOKED_AT = 40;
const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

/** `count` where the articles suggest as many, from different ones; those that are answered when asked go first. */
export async function exampleQuestions(engine: Engine, generation: Generation, count: number): Promise<string[]> {
  const answered: string[] = [];
  const others: string[] = [];
  for (const text of await suggestions(generation)) {
    if (answered.length === count) break;
    const answer = await ask(engine, { text, limit: 1 });
    (answer.answered ? answered : others).push(text);
  }
  return [...answered, ...others].slice(0, count);
}

/** What each article suggests first, then what it suggests second, and at last the titles. */
async function suggestions(generation: Generation): Promise<Set<string>> {
  const lists: string[][] = [];
  const titles: string[] = [];
  for (const offset of spread(generation.info.articles)) {
    const [listed] = await generation.articles({ offset, limit: 1 });
    const article = listed && (await generation.article(listed.id));
    if (!article) continue;
    lists.push(suggestedBy(article.text));
    if (!article.title.endsWith("…")) titles.push(withoutBidiControls(article.title));
  }
  const inTurn = [0, 1, 2].flatMap((turn) => lists.flatMap((list) => list.slice(turn, turn + 1)));
  return new Set([...inTurn, ...titles]);
}

/** Places among `total`, neighbours far apart: steps of the golden ratio fill a range evenly. */
function spread(total: number): Set<number> {
  const steps = Array.from({ length: Math.min(total, LOOKED_AT) }, (_, step) => (step * GOLDEN_RATIO) % 1);
  return new Set(steps.map((share) => Math.floor(share * total)));
}
