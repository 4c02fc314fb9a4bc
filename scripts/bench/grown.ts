// Where do many passages come from, when only a few articles are at hand? From those, varied, the same at every run.
// A variant has a share of its words exchanged for words drawn as often as they occur, and its vector turned a little:
// frequencies of words and nearness of vectors stay about as they are in news.
import { unit } from "../../src/embedding/unit.ts";
import { seededRandom } from "../../src/seeded-random.ts";
import { from127ths } from "../../src/store/in-127ths.ts";
import type { Generation, KeyedPassage, StoredPassage, Writer } from "../../src/store/store.ts";

/** Share of the words that are exchanged. */
const EXCHANGED = 0.4;
/** Length of what is added to a vector of length 1: the cosine of a variant with its original is about 0.89. */
const TURN = 0.5;

export interface GrownArticle {
  readonly path: string;
  readonly text: string;
  readonly passages: readonly (KeyedPassage & Pick<StoredPassage, "vector" | "sentenceVectors">)[];
}

/** Variants of the articles of `from`, without end; each passage stands alone in its text. */
export async function* grown(from: Generation): AsyncGenerator<GrownArticle> {
  const originals: StoredPassage[][] = [];
  for (const { id } of await from.articles({ offset: 0, limit: from.info.articles })) {
    const places = (await from.article(id))?.passages ?? [];
    originals.push(await from.passages(places.map((place) => place.id)));
  }
  const words = originals.flat().flatMap(({ text }) => text.split(/\s+/));
  for (let n = 0; ; n++) {
    yield variant(n, originals[n % originals.length], words, seededRandom(n));
  }
}

function variant(
  n: number,
  originals: readonly StoredPassage[],
  words: readonly string[],
  random: () => number,
): GrownArticle {
  const exchange = (word: string) => (random() < EXCHANGED ? words[Math.floor(random() * words.length)] : word);
  let text = "";
  const passages = originals.map(({ text: original, vector, sentenceVectors, sentences }, at) => {
    const own = original.split(/\s+/).map(exchange).join(" ");
    const span = { start: text.length, end: text.length + own.length };
    text += `${own}\n`;
    const turned = unit(vector.map((value) => value + TURN * gauss(random) * vector.length ** -0.5));
    // As many sentences as the original has, so that as much is kept of it; where they end is not the point here.
    const spans = sentences.map(() => span);
    return {
      ...span,
      text: own,
      paragraph: at + 1,
      sentences: spans,
      key: `${n}-${at}`,
      vector: turned,
      sentenceVectors,
    };
  });
  return { path: `${n}.txt`, text: text.trimEnd(), passages };
}

export async function putGrown(writer: Writer, { path, text, passages }: GrownArticle): Promise<void> {
  await Promise.all(
    passages.map(({ key, vector, sentenceVectors }) =>
      writer.saveVectors(key, { vector, sentences: from127ths(sentenceVectors) }),
    ),
  );
  const about = { title: path, url: null, site: null, author: null, published: null };
  await writer.put("/grown", { path, text, ...about }, path, passages);
}

/** Normally distributed (Box and Muller). */
function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
