// How is one generation read from the cluster?
import { LRUCache } from "lru-cache";
import { spansOf } from "../../text/spans.ts";
import { passageId } from "../passage-id.ts";
import type {
  ArticlePage,
  CandidateQuery,
  Candidates,
  Generation,
  GenerationInfo,
  Origin,
  PassagePlace,
  StoredArticle,
  StoredPassage,
} from "../store.ts";
import { findCandidates, type Searched } from "./candidates.ts";
import type { Cluster } from "./cluster.ts";
import { float32s, int8s } from "./encoding.ts";
import { passingArticles, type Query, visible } from "./filter.ts";
import { Keywords } from "./keywords.ts";
import { type Patience, shared } from "./patience.ts";
import { collectionsOf, type Measured } from "./published.ts";
import { everyHit, readAll, search } from "./queries.ts";
import { type ArticleDocument, type Names, type PassageDocument, type VectorDocument, vectorId } from "./schema.ts";

/** As far as the cluster skips hits by counting; further on they are gone through. */
const SKIPPED = 10_000;

const ARTICLE_FIELDS = ["id", "path", "title", "url", "site", "author", "published"];
const PASSAGE_FIELDS = ["passage", "start", "end", "paragraph", "text", "sentences", "key", "source"];

/** Passages kept once read, as a generation never changes: an answer asks for some of them again. About 10 kB each. */
const KEPT = 2_000;
/** Vectors of candidates kept, of 1.5 kB each: questions about one subject share most of theirs. */
const KEPT_VECTORS = 20_000;

export class OpenSearchGeneration implements Generation {
  private constructor(
    private readonly searched: Searched,
    private readonly names: Names,
    readonly info: GenerationInfo,
    private readonly read: LRUCache<string, StoredPassage>,
  ) {}

  /** `patience` is for each reading. */
  static of(cluster: Cluster, names: Names, measured: Measured, patience: Patience): OpenSearchGeneration {
    const { generation } = measured.info;
    const { articles, passages } = collectionsOf(names, measured);
    const keywords = { articles: new Keywords(articles, generation), passages: new Keywords(passages, generation) };
    const vectors = new LRUCache<string, Float32Array>({ max: KEPT_VECTORS });
    const searched = { cluster, patience, generation, vectors, ...keywords };
    return new OpenSearchGeneration(searched, names, measured.info, new LRUCache({ max: KEPT }));
  }

  forOneQuestion(): Generation {
    const searched = { ...this.searched, patience: shared(this.searched.patience) };
    return new OpenSearchGeneration(searched, this.names, this.info, this.read);
  }

  candidates(query: CandidateQuery): Promise<Candidates> {
    return findCandidates(this.searched, query);
  }

  async passages(ids: readonly string[]): Promise<StoredPassage[]> {
    const missing = ids.filter((id) => !this.read.has(id));
    const found = new Map((await this.readPassages(missing)).map((passage) => [passage.id, passage]));
    for (const [id, passage] of found) this.read.set(id, passage);
    return ids.flatMap((id) => found.get(id) ?? this.read.get(id) ?? []);
  }

  private async readPassages(ids: readonly string[]): Promise<StoredPassage[]> {
    if (ids.length === 0) return [];
    const { index } = this.searched.passages.collection;
    const body = { query: this.seen({ terms: { passage: ids } }), size: ids.length, _source: PASSAGE_FIELDS };
    const { hits } = await search<PassageDocument>(this.searched.cluster, { index, body }, this.searched.patience);
    const documents = hits.hits.map(({ _source }) => _source);
    const vectorIds = documents.map(({ key }) => vectorId(key, this.info.settings));
    const vectors = await readAll<VectorDocument>(
      this.searched.cluster,
      this.names.vectors,
      vectorIds,
      this.searched.patience,
    );
    return documents.flatMap((document, at) => {
      const vector = vectors[at];
      return vector ? storedPassage(document, vector) : [];
    });
  }

  async articles({ offset, limit, filter }: ArticlePage): Promise<StoredArticle[]> {
    const { index } = this.searched.articles.collection;
    const query = this.seen(...(filter ? passingArticles(filter) : []));
    const body = { query, sort: [{ path: "asc" }, { root: "asc" }], _source: ARTICLE_FIELDS };
    if (offset + limit <= SKIPPED) {
      const page = { index, body: { ...body, from: offset, size: limit } };
      const { hits } = await search<StoredArticle>(this.searched.cluster, page, this.searched.patience);
      return hits.hits.map(({ _source }) => _source);
    }
    const listed: StoredArticle[] = [];
    let at = 0;
    for await (const page of everyHit<StoredArticle>(this.searched.cluster, { index, body }, this.searched.patience)) {
      for (const { _source } of page) if (at++ >= offset && listed.length < limit) listed.push(_source);
      if (listed.length === limit) break;
    }
    return listed;
  }

  async article(id: string): Promise<(StoredArticle & { text: string; passages: PassagePlace[] }) | null> {
    const { index } = this.searched.articles.collection;
    const body = { query: this.seen({ term: { id } }), size: 1, _source: [...ARTICLE_FIELDS, "text", "places"] };
    const { hits } = await search<ArticleDocument>(this.searched.cluster, { index, body }, this.searched.patience);
    const found = hits.hits.at(0)?._source;
    if (!found) return null;
    const { places, ...article } = found;
    return { ...article, passages: places.map((place) => ({ id: passageId(id, place.start), ...place })) };
  }

  async origins(): Promise<Origin[]> {
    const { index } = this.searched.articles.collection;
    const body = { query: this.seen(), sort: [{ version: "asc" }], _source: ["id", "root", "hash"] };
    const origins: Origin[] = [];
    for await (const page of everyHit<Origin>(this.searched.cluster, { index, body }, this.searched.patience))
      for (const { _source } of page) origins.push(_source);
    return origins;
  }

  private seen(...filter: Query[]): Query {
    return { bool: { filter: [...visible(this.info.generation), ...filter] } };
  }
}

function storedPassage(document: PassageDocument, vectors: VectorDocument): StoredPassage {
  const { passage: id, start, end, paragraph, text, key, sentences, source } = document;
  return {
    ...{ id, start, end, paragraph, text, key },
    sentences: spansOf(sentences),
    sentenceVectors: int8s(vectors.sentences),
    vector: float32s(vectors.vector),
    article: source,
  };
}
