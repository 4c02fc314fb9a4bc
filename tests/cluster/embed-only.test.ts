// Two machines embed a part each, and a third indexes the whole: it has nothing left to embed.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findRoot } from "../../src/article/files.ts";
import { embedOnly } from "../../src/indexing/embed-only.ts";
import { indexArticles, indexSettings } from "../../src/indexing/index-articles.ts";
import { OpenSearchStore } from "../../src/store/opensearch/store.ts";
import { writeFiles } from "../support/corpus.ts";
import { ARTICLES } from "../support/small-index.ts";
import { countWords, StandInEmbedder } from "../support/stand-in-embedder.ts";
import { newPlace } from "./place.ts";

const { options, remove } = newPlace();
const store = new OpenSearchStore(options);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askwire-parts-"));
  await writeFiles(folder, ARTICLES);
});
afterAll(async () => {
  await store.close();
  await remove();
  await rm(folder, { recursive: true });
});

it("shares the embedding of one archive", async () => {
  const embedder = new StandInEmbedder();
  const common = { roots: [await findRoot(folder)], countTokens: countWords };
  const embedPart = async (include: string) => {
    const vectors = await store.vectors(indexSettings(embedder));
    return embedOnly({ ...common, vectors, embedder, include: [include] });
  };
  const parts = await Promise.all([embedPart("harbour/**"), embedPart("town/**")]);
  expect(parts.map(({ articles, failed }) => [articles, failed])).toEqual([
    [1, 0],
    [2, 0],
  ]);
  expect(await store.current()).toBeNull();
  const report = await indexArticles({ ...common, store, embedder, measureBackground: async () => null });
  expect(report).toMatchObject({ embedded: 0, generation: 1, articles: { added: 3 } });
  expect(parts[0].embedded + parts[1].embedded).toBe(report.passages);
});
