// Which passages of the cluster may answer, and what speaks for each?
// In two requests: passages by vector, passages and articles by words; then the exact evidence for all of them.
import { dot } from "../../embedding/dot.ts";
import { SETTINGS } from "../../settings.ts";
import type { Candidate, CandidateQuery, Candidates } from "../store.ts";
import type { Cluster, Patience } from "./cluster.ts";
import { float32s } from "./encoding.ts";
import { anyOf, passingPassages, type Query, visible } from "./filter.ts";
import type { Keywords } from "./keywords.ts";
import { type Hit, type Search, searchAll } from "./queries.ts";

const { keywordPool } = SETTINGS.opensearch;

/** Of the best by the cluster's count, the best by the exact one is surely among so many. */
const BEST = 20;

export interface Searched {
  readonly cluster: Cluster;
  readonly patience: Patience;
  readonly generation: number;
  readonly passages: Keywords;
  readonly articles: Keywords;
}

export async function findCandidates(searched: Searched, query: CandidateQuery): Promise<Candidates> {
  const found = await find(searched, query);
  const { passages, articles } = await weigh(searched, query, found);
  const evidence = [...passages.values()];
  const bestPassageKeywords = Math.max(0, ...evidence.map(({ passageKeywords }) => passageKeywords));
  const bestArticleKeywords = Math.max(0, ...articles.values());
  const weight = ({ passageKeywords, articleKeywords }: Candidate) =>
    passageKeywords / bestPassageKeywords + articleKeywords / bestArticleKeywords;
  const byWords = found.byWords
    .flatMap(({ document }) => passages.get(document) ?? [])
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, query.limit);
  const byVector = found.byVector.flatMap(({ document }) => passages.get(document) ?? []);
  return {
    passages: [...new Set([...byVector, ...byWords])],
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
  /** Id of the document. */
  readonly document: string;
  /** Id of the article. */
  readonly article: string;
}

async function find(searched: Searched, { vector, stems, limit, filter }: CandidateQuery): Promise<Findings> {
  const { cluster, patience, generation, passages, articles } = searched;
  const seen = visible(generation);
  const within = [...seen, ...(filter ? passingPassages(filter) : [])];
  const nearest = { vector: Array.from(vector), k: limit, filter: { bool: { filter: within } } };
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
  const columns = { _source: false, docvalue_fields: ["article", "id"] };
  return { index, body: { query, size, track_total_hits: false, ...columns } };
}

function placeOf({ _id, fields }: Hit): Place {
  const [article] = (fields.article ?? fields.id) as string[];
  return { document: _id, article };
}

interface Weighed {
  /** By id of the document. */
  readonly passages: ReadonlyMap<string, Candidate>;
  /** BM25 by id of the article. */
  readonly articles: ReadonlyMap<string, number>;
}

async function weigh(searched: Searched, { vector, stems }: CandidateQuery, found: Findings): Promise<Weighed> {
  const { cluster, patience, generation, passages, articles } = searched;
  const places = [...found.byVector, ...found.byWords, ...found.bestPassages];
  const documents = [...new Set(places.map(({ document }) => document))];
  const ids = [...new Set([...places, ...found.bestArticles].map(({ article }) => article))];
  const these = { bool: { filter: [...visible(generation), { terms: { id: ids } }] } };
  const [passageHits, articleHits] = await searchAll(
    cluster,
    [
      columnsOf(passages.collection.index, passages.scoring({ ids: { values: documents } }, stems), documents.length, [
        ...["passage", "article", "start", "end", "bytes"],
      ]),
      columnsOf(articles.collection.index, articles.scoring(these, stems), ids.length, ["id"]),
    ],
    patience,
  );
  const scores = new Map(articleHits.hits.hits.map(({ fields, _score }) => [String(fields.id[0]), _score ?? 0]));
  const weighed = passageHits.hits.hits.map((hit) => [hit._id, candidate(hit, vector, scores)] as const);
  return { passages: new Map(weighed), articles: scores };
}

function columnsOf(index: string, query: Query, size: number, columns: readonly string[]): Search {
  return { index, body: { query, size, track_total_hits: false, _source: false, docvalue_fields: columns } };
}

function candidate(
  { fields, _score }: Hit,
  question: Float32Array,
  articleKeywords: ReadonlyMap<string, number>,
): Candidate {
  const article = String(fields.article[0]);
  const vector = float32s(String(fields.bytes[0]));
  return {
    id: String(fields.passage[0]),
    article,
    start: Number(fields.start[0]),
    end: Number(fields.end[0]),
    vector,
    cosine: dot(question, vector),
    passageKeywords: _score ?? 0,
    articleKeywords: articleKeywords.get(article) ?? 0,
  };
}
