// How is the next generation written beside the current one?
// Passages are written before their article, and a new version before the old one is buried: whoever goes on after a
// death finds at most leftovers, which `repair` knows.
import type { Article } from "../../article/article.ts";
import type { PassageVectors } from "../../embedding/encoder.ts";
import { IndexBusyError, IndexDamagedError, StoreUnavailableError } from "../../errors.ts";
import { SETTINGS } from "../../settings.ts";
import { passageId } from "../passage-id.ts";
import type {
  Background,
  FileStamp,
  Generation,
  GenerationInfo,
  KeyedPassage,
  KnownArticle,
  Writer,
} from "../store.ts";
import type { Beginning } from "./beginning.ts";
import { Bulk, type Write } from "./bulk.ts";
import { Catalogue, type Entry } from "./catalogue.ts";
import { documentsOf, withVector } from "./documents.ts";
import { Files } from "./files.ts";
import { visible } from "./filter.ts";
import { OpenSearchGeneration } from "./generation.ts";
import { openBuild } from "./indices.ts";
import { type Measured, replacePublished } from "./published.ts";
import { forget } from "./purge.ts";
import { everyHit, readAll, refresh, type Search, searchAll } from "./queries.ts";
import { ALIVE, type ArticleDocument, documentId, type PassageDocument } from "./schema.ts";
import { ClusterVectors } from "./vectors.ts";

const { writing } = SETTINGS.opensearch;

/** Versions of one lease: the next lease's are all higher. */
const VERSIONS = 2 ** 24;

export class OpenSearchWriter implements Writer {
  readonly generation: number;
  readonly published: GenerationInfo | null;
  private readonly catalogue = new Catalogue();
  private readonly bulk: Bulk;
  private readonly files: Files;
  private readonly vectors: ClusterVectors;
  private readonly articleIndex: string;
  private readonly passageIndex: string;
  private versions = 0;
  private hasChanged: boolean;
  private sealed: Measured | null = null;

  private constructor(
    private readonly beginning: Beginning,
    private readonly build: number,
  ) {
    const { place, published } = beginning;
    this.published = published?.info ?? null;
    this.generation = (published?.info.generation ?? 0) + 1;
    this.bulk = new Bulk(place.cluster, writing);
    this.articleIndex = place.names.articles(build);
    this.passageIndex = place.names.passages(build);
    this.files = new Files(this.bulk, this.articleIndex);
    this.vectors = new ClusterVectors(place.cluster, place.names, beginning.settings);
    this.hasChanged = published !== null && published.build !== build;
  }

  static async begin(beginning: Beginning): Promise<OpenSearchWriter> {
    const writer = new OpenSearchWriter(beginning, await openBuild(beginning));
    await writer.repair();
    return writer;
  }

  async articlesOf(root: string): Promise<ReadonlyMap<string, KnownArticle>> {
    return this.catalogue.of(root);
  }

  async filesOf(root: string): Promise<ReadonlyMap<string, FileStamp>> {
    return this.files.of(root);
  }

  async saveFile(root: string, path: string, stamp: FileStamp | null): Promise<void> {
    await this.beginning.lease.hold();
    await this.files.save(root, path, stamp);
  }

  knownVectors(keys: readonly string[]): Promise<ReadonlySet<string>> {
    return this.vectors.knownVectors(keys);
  }

  saveVectors(key: string, vectors: PassageVectors): Promise<void> {
    return this.vectors.saveVectors(key, vectors);
  }

  async put(
    root: string,
    article: Article,
    hash: string,
    passages: readonly KeyedPassage[],
    id = this.catalogue.idFor(root, article.path),
  ): Promise<void> {
    await this.beginning.lease.hold();
    this.hasChanged = true;
    const version = this.beginning.lease.number * VERSIONS + ++this.versions;
    const writing = { id, root, hash, version, born: this.generation };
    const documents = documentsOf(writing, article, passages);
    await this.bulk.write(await this.passageWrites(documents.passages));
    await this.bulk.write([this.articleWrite(documents.article)]);
    const before = this.catalogue.set({ ...writing, path: article.path });
    if (before) await this.bury(before);
  }

  async remove(id: string): Promise<void> {
    await this.beginning.lease.hold();
    const entry = this.catalogue.get(id);
    if (!entry) return;
    this.hasChanged = true;
    await this.bury(entry);
    this.catalogue.delete(entry);
  }

  async changed(): Promise<boolean> {
    return this.hasChanged;
  }

  async seal(): Promise<Generation> {
    const { place, lease, settings } = this.beginning;
    await lease.hold();
    await refresh(place.cluster, [this.articleIndex, this.passageIndex], writing);
    const [articles, passages] = await this.totals();
    const info: GenerationInfo = {
      generation: this.generation,
      articles: articles.documents,
      passages: passages.documents,
      settings,
      published: new Date().toISOString(),
      background: null,
    };
    this.sealed = { info, build: this.build, words: { articles: articles.words, passages: passages.words } };
    return OpenSearchGeneration.of(place.cluster, place.names, this.sealed, writing);
  }

  async publish(background: Background | null): Promise<GenerationInfo> {
    if (!this.sealed) throw new Error("publish() comes after seal()");
    const { place, lease, published, seen, settings } = this.beginning;
    await lease.hold();
    const info = { ...this.sealed.info, background };
    const next = { ...this.sealed, info, buildBefore: published?.build ?? null };
    if (!(await replacePublished(place.state, next, seen)))
      throw new IndexBusyError("Another run has published since this one began; index again.");
    try {
      await forget(place, next, settings);
    } catch (error) {
      // It is published; what is left over goes with the next generation.
      if (!(error instanceof StoreUnavailableError)) throw error;
    }
    return info;
  }

  async close(): Promise<void> {
    await this.beginning.lease.release();
  }

  /** Reads what there is, and ends what a writer that died had begun. */
  private async repair(): Promise<void> {
    const { cluster } = this.beginning.place;
    await refresh(cluster, [this.articleIndex, this.passageIndex], writing);
    const doubles: Entry[] = [];
    for await (const entry of this.articlesWhere({ term: { died: ALIVE } })) {
      if (entry.born === this.generation) this.hasChanged = true;
      const older = this.catalogue.set(entry);
      if (older) doubles.push(older);
    }
    for (const older of doubles) await this.bury(older);
    for await (const buried of this.articlesWhere({ term: { died: this.generation } })) {
      this.hasChanged = true;
      await this.bury(buried);
    }
    await this.deleteStrays();
    await this.files.load(cluster);
  }

  /** Oldest version first. */
  private async *articlesWhere(query: object): AsyncGenerator<Entry> {
    const _source = ["id", "root", "path", "hash", "version", "born"];
    const search = { index: this.articleIndex, body: { query, _source, sort: [{ version: "asc" }] } };
    for await (const page of everyHit<Entry>(this.beginning.place.cluster, search, writing))
      for (const hit of page) yield hit._source;
  }

  /** Passages of this generation whose article was never written. */
  private async deleteStrays(): Promise<void> {
    const versions = new Set([...this.catalogue.entries()].map(({ version }) => version));
    const query = { term: { born: this.generation } };
    const sort = [{ version: "asc" }, { start: "asc" }];
    const search = { index: this.passageIndex, body: { query, _source: ["version"], sort } };
    for await (const page of everyHit<{ version: number }>(this.beginning.place.cluster, search, writing)) {
      const strays = page.filter(({ _source }) => !versions.has(_source.version));
      await this.bulk.write(strays.map(({ _id: id }) => ({ index: this.passageIndex, id, action: "delete" })));
    }
  }

  /** What no published generation has seen goes at once; the rest is marked, and goes when nobody can see it. */
  private async bury({ id, version, born }: Entry): Promise<void> {
    const { cluster } = this.beginning.place;
    const [article] = await readAll<ArticleDocument>(cluster, this.articleIndex, [documentId(id, version)], writing);
    if (!article) return;
    const ids = article.places.map(({ start }) => documentId(passageId(id, start), version));
    if (born === this.generation) {
      await this.bulk.write([{ index: this.articleIndex, id: documentId(id, version), action: "delete" }]);
      await this.bulk.write(ids.map((each) => ({ index: this.passageIndex, id: each, action: "delete" })));
    } else {
      const died = this.generation;
      await this.bulk.write([this.articleWrite({ ...article, died })]);
      const passages = await readAll<PassageDocument>(cluster, this.passageIndex, ids, writing);
      const dying = passages.flatMap((passage) => (passage?.died === ALIVE ? [{ ...passage, died }] : []));
      await this.bulk.write(await this.passageWrites(dying));
    }
  }

  private articleWrite(document: ArticleDocument): Write {
    return { index: this.articleIndex, id: documentId(document.id, document.version), action: "index", document };
  }

  private async passageWrites(documents: readonly PassageDocument[]): Promise<Write[]> {
    const vectors = await this.vectors.read(documents.map(({ key }) => key));
    return documents.map((document, at) => {
      const vector = vectors[at];
      if (!vector)
        throw new IndexDamagedError(
          `The cluster has lost the vector of passage ${document.passage}; index again with --rebuild.`,
        );
      const id = documentId(document.passage, document.version);
      return { index: this.passageIndex, id, action: "index", document: withVector(document, vector) };
    });
  }

  /** Number of articles, and of passages, of this generation, and of their words. */
  private async totals(): Promise<{ documents: number; words: number }[]> {
    const query = { bool: { filter: visible(this.generation) } };
    const body = { query, size: 0, track_total_hits: true, aggs: { words: { sum: { field: "length" } } } };
    const searches: Search[] = [this.articleIndex, this.passageIndex].map((index) => ({ index, body }));
    const found = await searchAll(this.beginning.place.cluster, searches, writing);
    return found.map(({ hits, aggregations }) => ({
      documents: hits.total?.value ?? 0,
      words: aggregations?.words?.value ?? 0,
    }));
  }
}
