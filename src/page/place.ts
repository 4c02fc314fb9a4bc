// How is a place in an article linked, so that the link lasts?
// It holds the offsets and the passage's first words. Where the article has changed since, the words are looked for.
import type { Span } from "../text/spans.ts";

export interface Place extends Span {
  /** The first words of what stands there, as they stand there. */
  readonly words: string;
}

/** Most code units of the words; enough to be found once in an article. */
const WORDS_LENGTH = 80;

export function placeOf({ start, end, text }: Span & { readonly text: string }): Place {
  if (text.length <= WORDS_LENGTH) return { start, end, words: text };
  return { start, end, words: text.slice(0, WORDS_LENGTH).replace(/\s+\S*$/u, "") };
}

/** `question` goes along, so that the article can show what else of it matches. */
export function articleLink(article: string, place: Place, question = ""): string {
  const said = new URLSearchParams({ at: `${place.start}-${place.end}`, words: place.words });
  if (question) said.set("q", question);
  return `/article/${encodeURIComponent(article)}?${said}#place`;
}

/** null where the address names no place. */
export function placeIn(url: URL): Place | null {
  const offsets = /^(\d{1,9})-(\d{1,9})$/.exec(url.searchParams.get("at") ?? "");
  if (!offsets) return null;
  return { start: Number(offsets[1]), end: Number(offsets[2]), words: url.searchParams.get("words") ?? "" };
}

/** Where the place is now: where it was, else where its words stand nearest to there; null where they are gone. */
export function locate(text: string, { start, end, words }: Place): Span | null {
  if (end <= start) return null;
  if (end <= text.length && text.startsWith(words, start)) return { start, end };
  const found = nearest(text, words, start);
  return found === null ? null : { start: found, end: Math.min(text.length, found + end - start) };
}

function nearest(text: string, words: string, start: number): number | null {
  if (!words) return null;
  const after = text.indexOf(words, start);
  const before = text.lastIndexOf(words, start);
  if (after < 0 || before < 0) return Math.max(after, before) < 0 ? null : Math.max(after, before);
  return after - start < start - before ? after : before;
}
