// How is one generation read?
import type { Statement } from "better-sqlite3";
import { LRUCache } from "lru-cache";
import { dots } from "../../embedding/dots.ts";
import { spansOf } from "../../text/spans.ts";
import { passageId } from "../passage-id.ts";
import type {
  ArticleFilter,
  ArticlePage,
  Candidate,
  CandidateQuery,
  Candidates,
  Generation,
  GenerationInfo,
  Origin,
  PassagePlace,
  StoredArticle,
  StoredPassage,
} from "../store.ts";
import { VISIBLE } from "./columns.ts";
import { type Db, int32s } from "./database.ts";
import type { Derived } from "./derived.ts";
import { articleCondition, PassageSieve } from "./filter.ts";
import { largest, maximum } from "./top.ts";

const ARTICLE_FIELDS = "a.id, a.path, a.title, a.url, a.site, a.author, a.published";

const ALL_ARTICLES: ArticleFilter = { sources: [], after: null, before: null };

interface PassageRow extends StoredArticle {
  start: number;
  end: number;
  paragraph: number;
  text: string;
  sentences: Buffer;
  sentenceVectors: Buffer;
  key: string;
}

/** Up to so many passages that pass a filter are compared one by one: exact, and in about 2 ms. */
const SCANNED = 5000;

/** Passages kept as they were read, of about 4 kB each, and rows of stems, of about 100 bytes. */
const KNOWN = { passages: 2000, stems: 10_000 };

export class EmbeddedGeneration implements Generation {
  private readonly articleIds: string[];
  private readonly articleOrdinals: Map<string, number>;
  private readonly sieve: PassageSieve;
  private readonly passageByRow: Statement;
  private readonly termByStem: Statement;
  /** A generation never changes: what was read of it stays true. */
  private readonly known = new LRUCache<string, StoredPassage>({ max: KNOWN.passages });
  private readonly knownStems = new LRUCache<string, number>({
    max: KNOWN.stems,
    memoMethod: (stem) => (this.termByStem.get(stem) as number | undefined) ?? -1,
  });

  constructor(
    private readonly db: Db,
    readonly info: GenerationInfo,
    readonly derived: Derived,
  ) {
    const ids = db.prepare(`SELECT a.id FROM article a WHERE ${VISIBLE} ORDER BY a.row`).pluck();
    this.articleIds = ids.all(this.g) as string[];
    this.articleOrdinals = new Map(this.articleIds.map((id, ordinal) => [id, ordinal]));
    this.passageByRow = db.prepare(
      `SELECT ${ARTICLE_FIELDS}, p.start, p."end", p.paragraph, p.text, p.sentences, v.key, v.sentences AS sentenceVectors
       FROM passage p JOIN article a ON a.row = p.article JOIN vector v ON v.row = p.vector WHERE p.row = ?`,
    );
    this.termByStem = db.prepare("SELECT row FROM term WHERE stem = ?").pluck();
    this.sieve = new PassageSieve(db, derived, (stem) => this.termRows([stem])[0]);
  }

  /** Nothing here waits for another machine. */
  forOneQuestion(): Generation {
    return this;
  }

  async candidates({ vector, stems, limit, filter, signal }: CandidateQuery): Promise<Candidates> {
    const { derived } = this;
    const terms = this.termRows(stems);
    const passing = filter ? await this.sieve.passing(filter, signal) : null;
    const passageScores = derived.passagePostings.scores(terms);
    const articleScores = derived.articlePostings.scores(terms);
    const bestPassageKeywords = maximum(passageScores);
    const bestArticleKeywords = maximum(articleScores);
    const ordinals = new Set(this.nearest(vector, limit, passing));
    const combined = new Float32Array(passageScores.length);
    const combine = (ordinal: number) => {
      const score = passageScores[ordinal];
      if (score > 0)
        combined[ordinal] =
          score / bestPassageKeywords + articleScores[derived.articleOf[ordinal]] / bestArticleKeywords;
    };
    if (passing) passing.forEach(combine);
    else for (let ordinal = 0; ordinal < combined.length; ordinal++) combine(ordinal);
    for (const ordinal of largest(combined, limit)) ordinals.add(ordinal);
    return {
      passages: this.candidatesAt([...ordinals], vector, passageScores, articleScores),
      bestPassageKeywords,
      bestArticleKeywords,
      idf: terms.map((term) => derived.passagePostings.idf(term)),
    };
  }

  async passages(ids: readonly string[]): Promise<StoredPassage[]> {
    return ids.flatMap((id) => this.known.get(id) ?? this.read(id) ?? []);
  }

  private read(id: string): StoredPassage | null {
    const ordinal = this.ordinalOfId(id);
    if (ordinal === null) return null;
    const row = this.passageByRow.get(this.derived.passageRows[ordinal]) as PassageRow | undefined;
    if (!row) return null;
    const passage = storedPassage(id, row, this.vectorOf(ordinal));
    this.known.set(id, passage);
    return passage;
  }

  async articles({ offset, limit, filter = ALL_ARTICLES }: ArticlePage): Promise<StoredArticle[]> {
    const { where, values } = articleCondition(filter);
    const page = `SELECT ${ARTICLE_FIELDS} FROM article a WHERE ${VISIBLE} AND ${where}
      ORDER BY a.path, a.root LIMIT @limit OFFSET @offset`;
    return this.db.prepare(page).all({ ...this.g, ...values, limit, offset }) as StoredArticle[];
  }

  async article(id: string): Promise<(StoredArticle & { text: string; passages: PassagePlace[] }) | null> {
    const read = this.db.prepare(
      `SELECT a.row, ${ARTICLE_FIELDS}, a.text FROM article a WHERE a.id = @id AND ${VISIBLE}`,
    );
    const found = read.get({ ...this.g, id }) as (StoredArticle & { row: number; text: string }) | undefined;
    if (!found) return null;
    const { row, ...article } = found;
    const places = this.db
      .prepare('SELECT start, "end", paragraph FROM passage WHERE article = ? ORDER BY row')
      .all(row);
    const passages = (places as Omit<PassagePlace, "id">[]).map((place) => ({
      id: passageId(id, place.start),
      ...place,
    }));
    return { ...article, passages };
  }

  async origins(): Promise<Origin[]> {
    const read = this.db.prepare(`SELECT a.id, a.root, a.hash FROM article a WHERE ${VISIBLE} ORDER BY a.row`);
    return read.all(this.g) as Origin[];
  }

  /** Ordinals of the nearest passages, of those that pass: all where no more are there, else by comparing few, or by the graph. */
  private nearest(vector: Float32Array, limit: number, passing: readonly number[] | null): number[] {
    const { graph, passageRows } = this.derived;
    if (!passing && limit >= passageRows.length) return Array.from(passageRows.keys());
    if (passing && passing.length <= SCANNED) {
      const cosines = dots(
        vector,
        passing.map((ordinal) => this.vectorOf(ordinal)),
      );
      return [...passing.keys()]
        .sort((a, b) => cosines[b] - cosines[a] || passing[a] - passing[b])
        .slice(0, limit)
        .map((at) => passing[at]);
    }
    const rows = passing && new Set(passing.map((ordinal) => passageRows[ordinal]));
    const found = graph.nearest(vector, limit, rows ? (row) => rows.has(row) : undefined);
    return found.map(({ row }) => this.ordinalOfRow(row));
  }

  private get g(): { g: number } {
    return { g: this.info.generation };
  }

  /** -1 for a stem that stands nowhere. */
  private termRows(stems: readonly string[]): number[] {
    return stems.map((stem) => this.knownStems.memo(stem));
  }

  private candidatesAt(
    ordinals: readonly number[],
    question: Float32Array,
    passageScores: Float32Array,
    articleScores: Float32Array,
  ): Candidate[] {
    const { articleOf, starts, ends } = this.derived;
    const vectors = ordinals.map((ordinal) => this.vectorOf(ordinal));
    const cosines = dots(question, vectors);
    return ordinals.map((ordinal, at) => {
      const article = this.articleIds[articleOf[ordinal]];
      return {
        id: passageId(article, starts[ordinal]),
        article,
        start: starts[ordinal],
        end: ends[ordinal],
        vector: vectors[at],
        cosine: cosines[at],
        passageKeywords: passageScores[ordinal],
        articleKeywords: articleScores[articleOf[ordinal]],
      };
    });
  }

  private vectorOf(ordinal: number): Float32Array {
    const { dimensions } = this.info.settings;
    return this.derived.vectors.subarray(ordinal * dimensions, (ordinal + 1) * dimensions);
  }

  /** Rows ascend with ordinals. */
  private ordinalOfRow(row: number): number {
    return lowerBound(this.derived.passageRows, 0, this.derived.passageRows.length, row);
  }

  /** An article's passages are neighbours, and ascend by where they start. */
  private ordinalOfId(id: string): number | null {
    const dash = id.lastIndexOf("-");
    const article = this.articleOrdinals.get(id.slice(0, dash));
    const start = Number(id.slice(dash + 1));
    if (article === undefined) return null;
    const { articleOf, starts } = this.derived;
    const first = lowerBound(articleOf, 0, articleOf.length, article);
    const last = lowerBound(articleOf, first, articleOf.length, article + 1);
    const ordinal = lowerBound(starts, first, last, start);
    return ordinal < last && starts[ordinal] === start ? ordinal : null;
  }
}

function storedPassage(id: string, row: PassageRow, vector: Float32Array): StoredPassage {
  const { start, end, paragraph, text, sentences, sentenceVectors, key, ...article } = row;
  return {
    id,
    start,
    end,
    paragraph,
    text,
    key,
    sentences: spansOf(int32s(sentences)),
    sentenceVectors: new Int8Array(sentenceVectors),
    vector,
    article,
  };
}

/** First index in `[from, to)` whose value is not below `value`, of ascending values; `to` where there is none. */
function lowerBound(values: Int32Array, from: number, to: number, value: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
