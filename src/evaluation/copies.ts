// Are copies folded, and nothing else?
import { understand } from "../search/question.ts";
import { answerFrom, currentGeneration, type Engine } from "../search/search.ts";
import { paragraphs } from "../text/paragraphs.ts";
import { sentences } from "../text/sentences.ts";
import { documentsOf } from "./judged.ts";
import { mean } from "./metrics.ts";
import type { CopiesSet } from "./sets.ts";

export interface CopiesResult {
  readonly groups: number;
  /** Share of the groups whose copies stand under the first result, asked with the first sentence of one of them. */
  readonly folded: number;
  readonly results: number;
  /** Share of all results that fold an article that is no copy. */
  readonly wronglyFolded: number;
}

/** Asks with the first sentence of every article, for ten results. */
export async function evaluateCopies(engine: Engine, set: CopiesSet): Promise<CopiesResult> {
  const generation = await currentGeneration(engine);
  const documents = await documentsOf(generation);
  const groupOf = new Map(set.articles.map(({ id, group }) => [id, group ?? `alone ${id}`]));
  const folded = new Map<string, boolean>();
  const wrong: number[] = [];
  for (const { id, group, text } of set.articles) {
    const { passages } = await answerFrom(generation, await understand(engine.embedder, firstSentence(text)), {
      limit: 10,
    });
    for (const [at, { source, alsoIn }] of passages.entries()) {
      const own = groupOf.get(documents.get(source.article) ?? "");
      const others = alsoIn.map((copy) => documents.get(copy.source.article) ?? "");
      wrong.push(others.some((other) => groupOf.get(other) !== own) ? 1 : 0);
      if (at === 0 && group !== null) {
        const copies = set.articles.filter((each) => each.group === group).map((each) => each.id);
        const shown = new Set([documents.get(source.article), ...others]);
        folded.set(
          group,
          (folded.get(group) ?? true) && copies.includes(id) && copies.every((copy) => shown.has(copy)),
        );
      }
    }
  }
  return {
    groups: folded.size,
    folded: mean([...folded.values()].map(Number)),
    results: wrong.length,
    wronglyFolded: mean(wrong),
  };
}

function firstSentence(text: string): string {
  const [first] = paragraphs(text);
  const [sentence] = first ? sentences(text, first) : [];
  return sentence ? text.slice(sentence.start, sentence.end) : text.slice(0, 200);
}
