// Which generation is current, and how does that change in one step?
// One small document says it; replacing that document publishes.
import { SETTINGS } from "../../settings.ts";
import type { GenerationInfo } from "../store.ts";
import type { Collection } from "./keywords.ts";
import type { Patience } from "./patience.ts";
import type { Names } from "./schema.ts";
import type { Seen, State } from "./state.ts";

/** A generation, and what has to be known to search it. */
export interface Measured {
  readonly info: GenerationInfo;
  /** Where its articles and passages are. */
  readonly build: number;
  /** Words of all articles, and of all passages. */
  readonly words: { readonly articles: number; readonly passages: number };
}

export interface Published extends Measured {
  /** Where those of the generation before are, for readers that still have it; null where there was none. */
  readonly buildBefore: number | null;
}

const ID = "published";
const { writing } = SETTINGS.opensearch;

export async function readPublished(
  state: State,
  patience: Patience,
): Promise<{ seen: Seen; document: Published | null }> {
  return state.read<Published>(ID, patience);
}

/** Whether it is published: false where somebody else published since `seen`. */
export async function replacePublished(state: State, published: Published, seen: Seen): Promise<boolean> {
  return (await state.replace(ID, published, seen, writing)) !== false;
}

export function collectionsOf(names: Names, { info, build, words }: Measured) {
  const collections: Record<"articles" | "passages", Collection> = {
    articles: { index: names.articles(build), documents: info.articles, words: words.articles },
    passages: { index: names.passages(build), documents: info.passages, words: words.passages },
  };
  return collections;
}
