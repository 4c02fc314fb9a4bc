// What is written of an article and of its passages?
import type { Article } from "../../article/article.ts";
import { titleBeyondText } from "../../article/title.ts";
import { offsetsOf } from "../../text/spans.ts";
import { type Term, terms } from "../../text/terms.ts";
import { passageId } from "../passage-id.ts";
import type { KeyedPassage, StoredArticle } from "../store.ts";
import { float32s, numbers } from "./encoding.ts";
import { ALIVE, type ArticleDocument, type PassageDocument, type VectorDocument } from "./schema.ts";
import { indexed, tokens } from "./words.ts";

export interface Writing {
  readonly id: string;
  readonly root: string;
  readonly hash: string;
  readonly version: number;
  /** Generation in which it appears. */
  readonly born: number;
}

export function documentsOf(writing: Writing, article: Article, passages: readonly KeyedPassage[]) {
  const words = terms(article.text);
  return {
    article: articleDocument(writing, article, passages, words),
    passages: passages.map((passage) => passageDocument(writing, article, passage, words)),
  };
}

function articleDocument(
  writing: Writing,
  article: Article,
  passages: readonly KeyedPassage[],
  words: readonly Term[],
): ArticleDocument {
  return {
    ...article,
    ...writing,
    places: passages.map(({ start, end, paragraph }) => ({ start, end, paragraph })),
    ...counted([...terms(titleBeyondText(article)), ...words]),
    time: timeOf(article),
    died: ALIVE,
  };
}

function passageDocument(
  { id, version, born }: Writing,
  { text: _, ...article }: Article,
  { start, end, paragraph, text, sentences, key }: KeyedPassage,
  words: readonly Term[],
): PassageDocument {
  const source: StoredArticle = { id, ...article };
  return {
    ...{ passage: passageId(id, start), article: id, version, born, died: ALIVE },
    ...{ start, end, paragraph, text, key, source },
    sentences: offsetsOf(sentences),
    ...counted(words.filter((word) => word.start >= start && word.end <= end)),
    words: tokens(text),
    path: article.path,
    site: article.site,
    time: timeOf(article),
  };
}

function counted(words: readonly Term[]): { stems: string[]; length: number } {
  return { stems: words.map(({ stem }) => indexed(stem)), length: words.length };
}

function timeOf({ published }: { readonly published: string | null }): number | null {
  const time = published === null ? Number.NaN : Date.parse(published);
  return Number.isNaN(time) ? null : time;
}

/** A passage as it is sent: with its vector, once to be searched and once to be read. */
export function withVector(document: PassageDocument, { vector }: VectorDocument): object {
  return { ...document, vector: numbers(float32s(vector)), bytes: vector };
}
