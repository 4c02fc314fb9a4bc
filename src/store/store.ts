// What is an index, whatever keeps it?
// A store holds articles, passages, vectors and keywords in generations. A reader sees one whole generation; a writer
// prepares the next one beside it and publishes it in one step. Every engine passes tests/store/contract.ts.
import type { Article } from "../article/article.ts";
import type { PassageVectors } from "../embedding/encoder.ts";
import type { Passage } from "../passage/passage.ts";
import type { Span } from "../text/spans.ts";

export interface Store {
  /** The published generation, whole; null where nothing has been published yet. Later calls may give a later one. */
  current(): Promise<Generation | null>;
  /**
   * Begins the next generation, or goes on with one that was begun and never published.
   * @throws IndexBusyError while another writer is at work.
   * @throws IndexMismatchError where the published generation has other settings and `rebuild` is not set.
   */
  write(settings: IndexSettings, options: { readonly rebuild: boolean }): Promise<Writer>;
  close(): Promise<void>;
}

/** Everything that shapes an index; generations with different settings never mix. */
export interface IndexSettings {
  /** Version of the passages' cut, the analysis of words and the tables. */
  readonly format: number;
  readonly model: string;
  readonly modelFingerprint: string;
  readonly dimensions: number;
  /** Token budget of a passage. */
  readonly passageTokens: number;
}

export interface GenerationInfo {
  /** 1, 2, 3, … */
  readonly generation: number;
  readonly articles: number;
  readonly passages: number;
  readonly settings: IndexSettings;
  /** ISO 8601. */
  readonly published: string;
  /** How well this corpus seems to answer questions that it does not; see search/background.ts. */
  readonly background: Background | null;
}

/** What a corpus is like before anything is asked: the level from which confidence and closeness are measured. */
export interface Background {
  /** Median evidence for the best passage, over all background questions. */
  readonly median: number;
  /** What the vectors of its passages have in common; see search/closeness.ts. */
  readonly common: readonly number[];
}

export interface Generation {
  readonly info: GenerationInfo;
  /** The same, begun now for one question: all that is read through it takes no longer than a question may. */
  forOneQuestion(): Generation;
  /** Passages that may answer, from vectors and from keywords, each with all of its evidence. Best first by neither. */
  candidates(query: CandidateQuery): Promise<Candidates>;
  /** In the order of `ids`; unknown ones are left out. */
  passages(ids: readonly string[]): Promise<StoredPassage[]>;
  /** Ordered by path; only those that pass the filter. */
  articles(page: ArticlePage): Promise<StoredArticle[]>;
  article(id: string): Promise<(StoredArticle & { readonly text: string; readonly passages: PassagePlace[] }) | null>;
  /** Where each article came from: what a copy of the index has to know to be kept up to date like the original. */
  origins(): Promise<Origin[]>;
}

export interface Origin extends KnownArticle {
  readonly root: string;
}

export interface ArticlePage {
  readonly offset: number;
  readonly limit: number;
  readonly filter?: ArticleFilter | undefined;
}

export interface CandidateQuery {
  /** Unit vector of the question. */
  readonly vector: Float32Array;
  /** Stems of the question's words, each once. */
  readonly stems: readonly string[];
  /** How many passages from vectors, and as many from keywords. */
  readonly limit: number;
  /** Only passages that pass it are candidates. It is exact: whatever passes and is near enough is found. */
  readonly filter?: PassageFilter | undefined;
  /** Aborted, with the error to throw, when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

/** Empty lists and nulls let everything pass. */
export interface ArticleFilter {
  /** The article's site, or a prefix of its path, is one of these. */
  readonly sources: readonly string[];
  /** ISO 8601; the article was published at or after, and before; one without a date passes neither. */
  readonly after: string | null;
  readonly before: string | null;
}

export interface PassageFilter extends ArticleFilter {
  /** Each stands in the passage, words in this order; case, accents and white space do not count. */
  readonly phrases: readonly string[];
  /** None of these words stands in the passage, in any inflection. */
  readonly without: readonly string[];
}

export interface Candidates {
  readonly passages: Candidate[];
  /** Best BM25 of any passage and of any article for these stems; 0 where no stem is known. */
  readonly bestPassageKeywords: number;
  readonly bestArticleKeywords: number;
  /** Inverse document frequency of each stem, over passages, in the order of `stems`. */
  readonly idf: readonly number[];
}

export interface Candidate extends Span {
  readonly id: string;
  /** Id of its article. */
  readonly article: string;
  readonly vector: Float32Array;
  /** Of its vector with the question's. */
  readonly cosine: number;
  /** BM25 of the passage and of its whole article. */
  readonly passageKeywords: number;
  readonly articleKeywords: number;
}

export interface StoredArticle extends Omit<Article, "text"> {
  readonly id: string;
}

/** Where a passage stands; `paragraph` counts from 1. */
export interface PassagePlace extends Span {
  readonly id: string;
  readonly paragraph: number;
}

export interface StoredPassage extends PassagePlace {
  /** Name of its vectors; see `KeyedPassage`. */
  readonly key: string;
  readonly text: string;
  /** Offsets into the article's text. */
  readonly sentences: readonly Span[];
  /** One after the other in the order of `sentences`, each of the model's dimensions, in 127ths. */
  readonly sentenceVectors: Int8Array;
  /** Of the whole passage, unit length. */
  readonly vector: Float32Array;
  readonly article: StoredArticle;
}

/** Vectors by the names of what was embedded; see `passageKey`. They belong to no generation. */
export interface VectorCache {
  /** Those that are kept already, of those asked for. */
  knownVectors(keys: readonly string[]): Promise<ReadonlySet<string>>;
  saveVectors(key: string, vectors: PassageVectors): Promise<void>;
}

/** The next generation while it is made. Every call that returns is kept, even when the process dies right after. */
export interface Writer extends VectorCache {
  readonly generation: number;
  /** The generation before this one; null for the first. */
  readonly published: GenerationInfo | null;
  /** Articles of a root as the next generation has them so far: path to id and hash. */
  articlesOf(root: string): Promise<ReadonlyMap<string, KnownArticle>>;
  /** Files of a root whose articles are in the next generation as they were read: path to stamp. */
  filesOf(root: string): Promise<ReadonlyMap<string, FileStamp>>;
  /** Says that all articles of a file have been put, or (null) that they no longer stand for it. */
  saveFile(root: string, path: string, stamp: FileStamp | null): Promise<void>;
  /**
   * Takes the place of the article at that path of the root. All of its passages' vectors must have been saved.
   * An article that moved names the id it had: it keeps that id, and is gone from where it was.
   */
  put(root: string, article: Article, hash: string, passages: readonly KeyedPassage[], id?: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Whether this generation differs from the published one so far. */
  changed(): Promise<boolean>;
  /** All that was put, readable like a published generation, before anyone else sees it. */
  seal(): Promise<Generation>;
  /** Makes the sealed generation the current one, in one step. */
  publish(background: Background | null): Promise<GenerationInfo>;
  /** Ends the writing, published or not; what was put and not published waits for the next writer. */
  close(): Promise<void>;
}

/** Size and time of a file as they were before it was read; equal stamps, equal bytes. */
export type FileStamp = string;

export interface KnownArticle {
  readonly id: string;
  /** Of everything that was read of it. */
  readonly hash: string;
}

export interface KeyedPassage extends Passage {
  /** Name of its vectors: a hash of what is embedded. The same text has the same name wherever it stands. */
  readonly key: string;
}
