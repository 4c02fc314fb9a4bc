// How does a phrase become something that a cluster can look up?
// As a run of tokens: words, and marks between them one by one. White space is no token, so it does not count.
import { plain } from "../../text/phrase.ts";

/** Words as in text/terms.ts, of which "'s" is a token of its own: "Odesa" stands in "Odesa's". */
const TOKEN = /[\p{L}\p{N}]+(?:['.,](?!s(?![\p{L}\p{N}]))[\p{L}\p{N}]+)*|'s(?![\p{L}\p{N}])|\S/gu;

export function tokens(text: string): string[] {
  return (plain(text).match(TOKEN) ?? []).map(indexed);
}

/** Lucene takes no term of more than 32,766 bytes. */
const LONGEST = 1_000;

/** A stem or token, as it is kept and looked for; UTF-16 code units. */
export function indexed(term: string): string {
  return term.slice(0, LONGEST);
}
