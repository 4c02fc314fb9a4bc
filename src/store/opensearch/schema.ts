// What is kept in the cluster, and under which names?
// A build is a pair of indices for articles and passages of the same settings; generations follow one another inside
// it, told apart by `born` and `died` as in the embedded store. Another model or cut makes another build, since the
// length of a vector is fixed with its index.
import { SETTINGS } from "../../settings.ts";
import type { IndexSettings, StoredArticle } from "../store.ts";

export interface Layout {
  /** Comes before the name of every index. */
  readonly prefix: string;
  /** Of each build's indices; a shard of tens of gigabytes is a good size. */
  readonly shards: number;
  /** Copies beside the first; with 1 any one node may be lost. */
  readonly replicas: number;
}

/** `died` of what lives: beyond any generation. */
export const ALIVE = 2 ** 31 - 1;

export interface ArticleDocument extends StoredArticle {
  readonly root: string;
  readonly hash: string;
  readonly text: string;
  /** Offsets and paragraph of each passage, in order. */
  readonly places: readonly { readonly start: number; readonly end: number; readonly paragraph: number }[];
  /** Every word's stem, those of a title that the text does not tell first, function words left out; `length` of them. */
  readonly stems: readonly string[];
  readonly length: number;
  /** When it was published, ms since 1970; null where that is not known. */
  readonly time: number | null;
  /** Goes up with every writing of any article: of two that live under one id, the higher counts. */
  readonly version: number;
  readonly born: number;
  readonly died: number;
}

export interface PassageDocument {
  /** Id of the passage, and of its article. */
  readonly passage: string;
  readonly article: string;
  readonly version: number;
  readonly born: number;
  readonly died: number;
  readonly start: number;
  readonly end: number;
  readonly paragraph: number;
  readonly text: string;
  /** Offsets, start and end in turn. */
  readonly sentences: readonly number[];
  /** Name of its vectors; see `vectorId`. */
  readonly key: string;
  readonly stems: readonly string[];
  readonly length: number;
  /** Its tokens as phrases compare them, in order. */
  readonly words: readonly string[];
  readonly path: string;
  readonly site: string | null;
  /** When its article was published, ms since 1970; null where it is not known. */
  readonly time: number | null;
  /** What a result shows of its article. */
  readonly source: StoredArticle;
}

/** Base64 of Float32 and of Int8 in 127ths, as the embedded store keeps them. */
export interface VectorDocument {
  readonly vector: string;
  readonly sentences: string;
}

export class Names {
  constructor(private readonly prefix: string) {}

  /** Which generation is current, and who writes. */
  get state(): string {
    return `${this.prefix}-state`;
  }

  /** The embedding cache, of all builds. */
  get vectors(): string {
    return `${this.prefix}-vectors`;
  }

  articles(build: number): string {
    return `${this.prefix}-articles-${build}`;
  }

  passages(build: number): string {
    return `${this.prefix}-passages-${build}`;
  }

  /** A pattern for the passages of every build. */
  get passagesOfAll(): string {
    return `${this.prefix}-passages-*`;
  }

  /** Of an index of passages. */
  buildOf(index: string): number {
    return Number(index.slice(this.passagesOfAll.length - 1));
  }
}

/** Of an article or a passage: each version is a document of its own, and writing it again is writing it once. */
export function documentId(id: string, version: number): string {
  return `${id}@${version}`;
}

export function vectorId(key: string, { modelFingerprint }: IndexSettings): string {
  return `${modelFingerprint}-${key}`;
}

const keyword = { type: "keyword" };
const integer = { type: "integer" };
const long = { type: "long" };
/** One of our own stems or words a value, taken as it is: the cluster's analysis is ours by construction. */
const ownTerms = { type: "text", analyzer: "keyword", similarity: "ours" };

export function stateIndex({ replicas }: Layout) {
  return {
    settings: { index: { number_of_shards: 1, number_of_replicas: replicas } },
    mappings: { dynamic: false },
  };
}

export function vectorsIndex({ shards, replicas }: Layout) {
  return {
    settings: { index: { number_of_shards: shards, number_of_replicas: replicas, refresh_interval: "-1" } },
    mappings: { dynamic: false },
  };
}

export function articlesIndex(layout: Layout) {
  return {
    settings: { index: buildSettings(layout) },
    mappings: {
      dynamic: false,
      properties: {
        ...{ id: keyword, root: keyword, path: keyword, version: long, born: integer, died: integer },
        ...{ stems: ownTerms, length: integer, site: keyword, time: long },
        // Of the documents in files.ts.
        file: keyword,
      },
    },
  };
}

export function passagesIndex(layout: Layout, settings: IndexSettings) {
  const { m, efConstruction } = SETTINGS.index.graph;
  const method = { name: "hnsw", engine: "lucene", space_type: "innerproduct" };
  return {
    settings: { index: { ...buildSettings(layout), knn: true } },
    mappings: {
      dynamic: false,
      _meta: { settings },
      // Both are in columns of their own; a passage that is written again takes them from the embedding cache.
      _source: { excludes: ["vector", "bytes"] },
      properties: {
        ...{ passage: keyword, article: keyword, version: long, born: integer, died: integer, key: keyword },
        ...{ start: integer, end: integer, path: keyword, site: keyword, time: long },
        ...{ stems: ownTerms, length: integer, words: { ...ownTerms, position_increment_gap: 0 } },
        vector: {
          type: "knn_vector",
          dimension: settings.dimensions,
          method: { ...method, parameters: { m, ef_construction: efConstruction } },
        },
        // The same vector, to be read without parsing: Float32.
        bytes: { type: "binary", doc_values: true },
      },
    },
  };
}

function buildSettings({ shards, replicas }: Layout) {
  const { k1, b } = SETTINGS.search.bm25;
  return {
    number_of_shards: shards,
    number_of_replicas: replicas,
    // What is written is looked for when a generation is sealed, and not before.
    refresh_interval: "-1",
    similarity: { ours: { type: "BM25", k1, b } },
  };
}
