// How does an index move to another store, without embedding anything again?
// Article by article, vectors and all; what was copied is compared with the original before it is published.
import { isDeepStrictEqual } from "node:util";
import { IndexDamagedError, NoIndexError } from "../errors.ts";
import { from127ths } from "../store/in-127ths.ts";
import type { Generation, GenerationInfo, Origin, Store, StoredPassage, Writer } from "../store/store.ts";

export interface CopyOptions {
  readonly from: Store;
  readonly to: Store;
  /** Takes the place of an index with other settings, too. */
  readonly rebuild?: boolean;
  /** Articles done so far, of all; first while copying, then while comparing. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Articles under way at the same time: a cluster writes many as fast as one. */
const TOGETHER = 8;

/**
 * Makes the index in `to` what the published one in `from` is; articles that are there already stay.
 * @throws NoIndexError where there is nothing to copy; IndexDamagedError where the copy differs, and is not published.
 */
export async function copyIndex({ from, to, rebuild = false, onProgress }: CopyOptions): Promise<GenerationInfo> {
  const source = await from.current();
  if (!source) throw new NoIndexError("There is no index to copy: run `npm run index -- FOLDER` first.");
  const origins = await source.origins();
  const writer = await to.write(source.info.settings, { rebuild });
  try {
    await removeOthers(await to.current(), writer, origins);
    const missing = await missingIn(writer, origins);
    await inGroups(missing, (origin) => copyArticle(source, writer, origin), onProgress);
    const copy = await writer.seal();
    await inGroups(origins, (origin) => compareArticle(source, copy, origin), onProgress);
    refuse(copy.info.articles !== origins.length, `it has ${copy.info.articles} articles, not ${origins.length}`);
    return await writer.publish(source.info.background);
  } finally {
    await writer.close();
  }
}

/** Takes out what the original does not have, or has under another id. */
async function removeOthers(before: Generation | null, writer: Writer, origins: readonly Origin[]): Promise<void> {
  const ids = new Set(origins.map(({ id }) => id));
  const had = (await before?.origins()) ?? [];
  for (const root of new Set([...had, ...origins].map((origin) => origin.root)))
    for (const { id } of (await writer.articlesOf(root)).values()) if (!ids.has(id)) await writer.remove(id);
}

async function missingIn(writer: Writer, origins: readonly Origin[]): Promise<Origin[]> {
  const there = new Map<string, string>();
  for (const root of new Set(origins.map((origin) => origin.root)))
    for (const { id, hash } of (await writer.articlesOf(root)).values()) there.set(id, hash);
  return origins.filter(({ id, hash }) => there.get(id) !== hash);
}

async function copyArticle(source: Generation, writer: Writer, { id, root, hash }: Origin): Promise<void> {
  const { passages: places, id: _, ...article } = await articleOf(source, id);
  const passages = await source.passages(places.map((place) => place.id));
  const known = await writer.knownVectors(passages.map(({ key }) => key));
  const missing = passages.filter(({ key }) => !known.has(key));
  await Promise.all(missing.map((passage) => writer.saveVectors(passage.key, vectorsOf(passage))));
  await writer.put(root, article, hash, passages, id);
}

function vectorsOf({ vector, sentenceVectors }: StoredPassage) {
  return { vector, sentences: from127ths(sentenceVectors) };
}

async function compareArticle(source: Generation, copy: Generation, { id }: Origin): Promise<void> {
  const [original, copied] = await Promise.all([articleOf(source, id), articleOf(copy, id)]);
  refuse(!isDeepStrictEqual(original, copied), `article ${id} (${original.path}) is another`);
  const ids = original.passages.map((place) => place.id);
  const [passages, copies] = await Promise.all([source.passages(ids), copy.passages(ids)]);
  refuse(!isDeepStrictEqual(passages, copies), `passages of article ${id} (${original.path}) are others`);
}

async function articleOf(generation: Generation, id: string) {
  const article = await generation.article(id);
  if (!article) throw new IndexDamagedError(`Article ${id} is missing while the index is copied; copy it again.`);
  return article;
}

function refuse(differs: boolean, what: string): void {
  if (differs)
    throw new IndexDamagedError(`The copy differs from the original: ${what}. It is not published; copy it again.`);
}

async function inGroups(
  origins: readonly Origin[],
  work: (origin: Origin) => Promise<void>,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  for (let at = 0; at < origins.length; at += TOGETHER) {
    await Promise.all(origins.slice(at, at + TOGETHER).map(work));
    onProgress?.(Math.min(at + TOGETHER, origins.length), origins.length);
  }
}
