// Which passages has a text, and by what names are their vectors known?
import { splitIntoPassages } from "../passage/split.ts";
import { SETTINGS } from "../settings.ts";
import { passageKey } from "../store/keys.ts";
import type { KeyedPassage } from "../store/store.ts";

/** The passages of a text, each with the hash of what is embedded: its sentences under the title. */
export function keyedPassages(text: string, title: string, countTokens: (text: string) => number): KeyedPassage[] {
  const passages = splitIntoPassages(text, { budget: SETTINGS.index.passageTokens, countTokens });
  return passages.map((passage) => {
    const sentences = passage.sentences.map(({ start, end }) => text.slice(start, end));
    return { ...passage, key: passageKey(title, sentences) };
  });
}
