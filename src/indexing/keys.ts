// By what names are articles and passages known, so that what is unchanged is seen to be?
import { createHash } from "node:crypto";
import type { Article } from "../article/article.ts";
import { splitIntoPassages } from "../passage/split.ts";
import { SETTINGS } from "../settings.ts";
import type { KeyedPassage } from "../store/store.ts";

/** The passages of a text, each with the hash of what is embedded: its sentences under the title. */
export function keyedPassages(text: string, title: string, countTokens: (text: string) => number): KeyedPassage[] {
  const passages = splitIntoPassages(text, { budget: SETTINGS.index.passageTokens, countTokens });
  return passages.map((passage) => {
    const sentences = passage.sentences.map(({ start, end }) => text.slice(start, end));
    return { ...passage, key: passageKey(title, sentences) };
  });
}

/** The name of the vectors of a passage with these sentences. */
export function passageKey(title: string, sentences: readonly string[]): string {
  return sha256(JSON.stringify([title, sentences]));
}

/** Of all that was read of it but where it is. */
export function hashOf({ text, title, url, site, author, published }: Article): string {
  return sha256(JSON.stringify([text, title, url, site, author, published]));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
