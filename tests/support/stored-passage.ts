// A passage as a store hands it out, for tests of what is made of it.
import { in127ths } from "../../src/store/in-127ths.ts";
import type { StoredPassage } from "../../src/store/store.ts";
import { vectorOf } from "./stand-in-embedder.ts";

/** `sentences` with a space between them, from `start` on; the vector is that of the whole text unless it is given. */
export function storedPassage(
  article: string,
  start: number,
  sentences: readonly string[],
  vector?: Float32Array,
): StoredPassage {
  const text = sentences.join(" ");
  let at = start;
  const spans = sentences.map(({ length }) => {
    const span = { start: at, end: at + length };
    at = span.end + 1;
    return span;
  });
  const id = `${article}-${start}`;
  return {
    ...{ id, start, end: start + text.length, paragraph: 1, text, key: id, sentences: spans },
    sentenceVectors: Int8Array.from(sentences.flatMap((sentence) => [...in127ths(vectorOf(sentence))])),
    vector: vector ?? vectorOf(text),
    article: { id: article, path: article, title: "", url: null, site: null, author: null, published: null },
  };
}
