// Which words of a text count, and as what?
// The one analysis behind BM25, the share of a question's words, and highlights: letters and digits, lower case,
// accents off, function words left out, Porter's stem of the rest.
import { LRUCache } from "lru-cache";
import { stemmer } from "stemmer";
import type { Span } from "./spans.ts";
import { STOP_WORDS } from "./stop-words.ts";

export interface Term extends Span {
  /** The stem that is compared. */
  readonly stem: string;
}

/** Letters, marks and digits; an apostrophe, a full stop or a comma only between them ("U.S", "1,000", "Ukraine's"). */
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’.,][\p{L}\p{M}\p{N}]+)*/gu;

/** Texts up to this length are passages and sentences, which questions meet again and again, UTF-16 code units. */
const SHORT = 4000;
/** Of about 100 words each: 10 MB. */
const analysed = new LRUCache<string, readonly Term[]>({ max: 2000 });

/** The words of a text that carry meaning, in order, each with where it stands. */
export function terms(text: string): readonly Term[] {
  if (text.length > SHORT) return analyse(text);
  const known = analysed.get(text);
  if (known) return known;
  const found = analyse(text);
  analysed.set(text, found);
  return found;
}

function analyse(text: string): Term[] {
  const found: Term[] = [];
  for (const match of text.matchAll(WORD)) {
    const stem = stemOf(match[0]);
    if (stem) found.push({ stem, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

const stems = new Map<string, string>();
/** Distinct words remembered; English news of any length stays near 100,000. */
const REMEMBERED = 200_000;

/** "" for a function word. */
function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const plain = word
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]s$/, "")
    .replace(/['’.,]/g, "");
  const stem = STOP_WORDS.has(plain) ? "" : stemmer(plain);
  if (stems.size >= REMEMBERED) stems.clear();
  stems.set(word, stem);
  return stem;
}
