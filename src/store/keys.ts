// By what names are articles and passages known, so that what is unchanged is seen to be?
import { createHash } from "node:crypto";
import type { Article } from "../article/article.ts";

/** The name of the vectors of a passage with these sentences, under what its title says beyond its text. */
export function passageKey(title: string, sentences: readonly string[]): string {
  return hash([title, sentences]);
}

/** Of all that was read of an article but where it is. */
export function hashOf({ text, title, url, site, author, published }: Omit<Article, "path">): string {
  return hash([text, title, url, site, author, published]);
}

function hash(values: unknown): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 32);
}
