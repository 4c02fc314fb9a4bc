// Which passages of the cluster may answer, and what speaks for each?
// In three requests: passages by vector, passages and articles by words; then what words say, exactly, of all of them;
// then the vectors of those that are left, as far as they are not known from another question.
// Only columns are read: a hit's document would be unpacked for its id alone, at half of the whole time.
import type { LRUCache } from "lru-cache";
import { dots } from "../../embedding/dots.ts";
import { SETTINGS } from "../../settings.ts";
import type { Candidate, CandidateQuery, Candidates } from "../store.ts";
import type { Cluster } from "./cluster.ts";
import { float32s, numbers } from "./encoding.ts";
import { anyOf, passingPassages, type Query, visible } from "./filter.ts";
import type { Keywords } from "./keywords.ts";
import type { Patience } from "./patience.ts";
import { type Hit, type Search, search, searchAll } from "./queries.ts";

const { keywordPool } = SETTINGS.opensearch;

/** Of the best by the cluster's count, the best by the exact one is surely among so many. */
const BEST = 20;

export interface Searched {
  readonly cluster: Cluster;
  readonly patience: Patience;
  readonly generation: number;
  readonly passages: Keywords;
  readonly articles: Keywords;
  /** By id of the passage. */
  readonly vectors: LRUCache<string, Float32Array>;
}

export async function findCandidates(searched: Searched, query: CandidateQuery): Promise<Candidates> {
  const found = await find(searched, query);
  const { passages, articles } = await weigh(searched, query, found);
  const evidence = [...passages.values()];
  const bestPassageKeywords = Math.max(0, ...evidence.map(({ passageKeywords }) => passageKeywords));
  const bestArticleKeywords = Math.max(0, ...articles.values());
  const weight = ({ passageKeywords, articleKeywords }: Weight) =>
    passageKeywords / bestPassageKeywords + articleKeywords / bestArticleKeywords;
  const byWords = found.byWords
    .flatMap(({ id }) => passages.get(id) ?? [])
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, query.limit);
  const byVector = found.byVector.flatMap(({ id }) => passages.get(id) ?? []);
  return {
    passages: await withVectors(searched, query.vector, [...new Set([...byVector, ...byWords])]),
    bestPassageKeywords,
    bestArticleKeywords,
    idf: query.stems.map((stem) => searched.passages.idf(stem)),
  };
}

/** Best first. */
interface Findings {
  readonly byVector: readonly Place[];
  readonly byWords: readonly Place[];
  /** What matches best, whether it passes the filter or not: the measure for all others. */
  readonly bestArticles: readonly Place[];
  /** Empty where there is no filter: they are among `byWords`. */
  readonly bestPassages: readonly Place[];
}

interface Place {
  /** Of the passage, or of the article where articles are looked for. */
  readonly id: string;
  readonly article: string;
}

async function find(searched: Searched, { vector, stems, limit, filter }: CandidateQuery): Promise<Findings> {
  const { cluster, patience, generation, passages, articles } = searched;
  const seen = visible(generation);
  const within = [...seen, ...(filter ? passingPassages(filter) : [])];
  const nearest = { vector: numbers(vector), k: limit, filter: { bool: { filter: within } } };
  const searches = [placesOf(passages, { knn: { vector: nearest } }, limit)];
  if (stems.length > 0) {
    const matching = (which: Query[]) => ({ bool: { must: anyOf(stems), filter: which } });
    searches.push(
      placesOf(passages, matching(within), keywordPool * limit),
      placesOf(articles, matching(seen), BEST),
      ...(filter ? [placesOf(passages, matching(seen), BEST)] : []),
    );
  }
  const counts = [passages.counting(stems), articles.counting(stems)].filter((each) => each !== null);
  const found = await searchAll(cluster, [...searches, ...counts.map(({ search }) => search)], patience);
  counts.forEach(({ learn }, at) => {
    learn(found[searches.length + at]);
  });
  const [byVector, byWords = [], bestArticles = [], bestPassages = []] = found
    .slice(0, searches.length)
    .map(({ hits }) => hits.hits.map(placeOf));
  return { byVector, byWords, bestPassages, bestArticles };
}

function placesOf({ collection: { index } }: Keywords, query: Query, size: number): Search {
  return columnsOf(index, query, size, ["passage", "article", "id"]);
}

function placeOf({ fields }: Hit): Place {
  const [id] = (fields.passage ?? fields.id) as string[];
  const [article] = (fields.article ?? fields.id) as string[];
  return { id, article };
}

/** A candidate as far as words go. */
type Weight = Omit<Candidate, "vector" | "cosine">;

interface Weighed {
  readonly passages: ReadonlyMap<string, Weight>;
  /** BM25. */
  readonly articles: ReadonlyMap<string, number>;
}

/** Both by id. */
async function weigh(searched: Searched, { stems }: CandidateQuery, found: Findings): Promise<Weighed> {
  const { cluster, patience, generation, passages, articles } = searched;
  const places = [...found.byVector, ...found.byWords, ...found.bestPassages];
  const all = unique(places.map(({ id }) => id));
  const ids = unique([...places, ...found.bestArticles].map(({ article }) => article));
  const [byWords, byArticle] = await searchAll(
    cluster,
    [
      columnsOf(passages.collection.index, passages.scoring(these(generation, "passage", all), stems), all.length, [
        ...["passage", "article", "start", "end"],
      ]),
      columnsOf(articles.collection.index, articles.scoring(these(generation, "id", ids), stems), ids.length, ["id"]),
    ],
    patience,
  );
  const scores = new Map(byArticle.hits.hits.map(({ fields, _score }) => [String(fields.id[0]), _score ?? 0]));
  const weighed = byWords.hits.hits.map((hit) => weightOf(hit, scores));
  return { passages: new Map(weighed.map((each) => [each.id, each])), articles: scores };
}

function these(generation: number, field: string, values: readonly string[]): Query {
  return { bool: { filter: [...visible(generation), { terms: { [field]: values } }] } };
}

async function withVectors(
  { cluster, patience, generation, passages, vectors }: Searched,
  question: Float32Array,
  weights: readonly Weight[],
): Promise<Candidate[]> {
  const unknown = weights.map(({ id }) => id).filter((id) => !vectors.has(id));
  const read = new Map<string, Float32Array>();
  if (unknown.length > 0) {
    const query = these(generation, "passage", unknown);
    const { index } = passages.collection;
    const { hits } = await search(cluster, columnsOf(index, query, unknown.length, ["passage", "bytes"]), patience);
    for (const { fields } of hits.hits) read.set(String(fields.passage[0]), float32s(String(fields.bytes[0])));
  }
  for (const [id, vector] of read) vectors.set(id, vector);
  const found = weights.flatMap((weight) => {
    const vector = read.get(weight.id) ?? vectors.get(weight.id);
    return vector ? { ...weight, vector } : [];
  });
  const cosines = dots(
    question,
    found.map(({ vector }) => vector),
  );
  return found.map((each, at) => ({ ...each, cosine: cosines[at] }));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function columnsOf(index: string, query: Query, size: number, columns: readonly string[]): Search {
  return { index, body: { query, size, track_total_hits: false, stored_fields: "_none_", docvalue_fields: columns } };
}

function weightOf({ fields, _score }: Hit, articleKeywords: ReadonlyMap<string, number>): Weight {
  const article = String(fields.article[0]);
  return {
    ...{ id: String(fields.passage[0]), article, start: Number(fields.start[0]), end: Number(fields.end[0]) },
    passageKeywords: _score ?? 0,
    articleKeywords: articleKeywords.get(article) ?? 0,
  };
}
