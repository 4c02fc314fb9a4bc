// Which passages of the cluster may answer, and what speaks for each?
// In two requests: passages by vector, passages and articles by words; then the exact evidence for all of them.
// Only columns are read: a hit's document would be unpacked for its id alone, at half of the whole time.
import { SETTINGS } from "../../settings.ts";
import type { Candidate, CandidateQuery, Candidates } from "../store.ts";
import type { Cluster } from "./cluster.ts";
import type { Patience } from "./patience.ts";
import { numbers } from "./encoding.ts";
import { anyOf, passingPassages, type Query, visible } from "./filter.ts";
import type { Keywords } from "./keywords.ts";
import { type Hit, type Search, searchAll } from "./queries.ts";
import { cosineByCluster, exactCosine } from "./similarity.ts";

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
    .flatMap(({ id }) => passages.get(id) ?? [])
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, query.limit);
  const byVector = found.byVector.flatMap(({ id }) => passages.get(id) ?? []);
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
  /** Of the passage, or of the article where articles are looked for. */
  readonly id: string;
  readonly article: string;
  /** How well it matches, as the cluster counts. */
  readonly score: number;
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

function placeOf({ fields, _score }: Hit): Place {
  const [id] = (fields.passage ?? fields.id) as string[];
  const [article] = (fields.article ?? fields.id) as string[];
  return { id, article, score: _score ?? 0 };
}

interface Weighed {
  readonly passages: ReadonlyMap<string, Candidate>;
  /** BM25. */
  readonly articles: ReadonlyMap<string, number>;
}

/** Both by id. */
async function weigh(searched: Searched, { vector, stems }: CandidateQuery, found: Findings): Promise<Weighed> {
  const { cluster, patience, generation, passages, articles } = searched;
  const places = [...found.byVector, ...found.byWords, ...found.bestPassages];
  const near = new Map(found.byVector.map(({ id, score }) => [id, score]));
  const all = unique(places.map(({ id }) => id));
  const far = all.filter((id) => !near.has(id));
  const ids = unique([...places, ...found.bestArticles].map(({ article }) => article));
  const these = (field: string, values: readonly string[]) => ({
    bool: { filter: [...visible(generation), { terms: { [field]: values } }] },
  });
  const { index } = passages.collection;
  const [byWords, byArticle, byVector] = await searchAll(
    cluster,
    [
      columnsOf(index, passages.scoring(these("passage", all), stems), all.length, [
        ...["passage", "article", "start", "end"],
      ]),
      columnsOf(articles.collection.index, articles.scoring(these("id", ids), stems), ids.length, ["id"]),
      ...(far.length ? [columnsOf(index, exactCosine(these("passage", far), vector), far.length, ["passage"])] : []),
    ],
    patience,
  );
  for (const { fields, _score } of byVector?.hits.hits ?? []) near.set(String(fields.passage[0]), _score ?? 0);
  const scores = new Map(byArticle.hits.hits.map(({ fields, _score }) => [String(fields.id[0]), _score ?? 0]));
  const weighed = byWords.hits.hits.map((hit) => candidate(hit, near, scores));
  return { passages: new Map(weighed.map((each) => [each.id, each])), articles: scores };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function columnsOf(index: string, query: Query, size: number, columns: readonly string[]): Search {
  return { index, body: { query, size, track_total_hits: false, stored_fields: "_none_", docvalue_fields: columns } };
}

/** `near` is how the cluster scores each by its vector. */
function candidate(
  { fields, _score }: Hit,
  near: ReadonlyMap<string, number>,
  articleKeywords: ReadonlyMap<string, number>,
): Candidate {
  const id = String(fields.passage[0]);
  const article = String(fields.article[0]);
  return {
    ...{ id, article, start: Number(fields.start[0]), end: Number(fields.end[0]) },
    cosine: cosineByCluster(near.get(id) ?? 0),
    passageKeywords: _score ?? 0,
    articleKeywords: articleKeywords.get(article) ?? 0,
  };
}
