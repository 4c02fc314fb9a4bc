// How well do a question's words match chosen documents, exactly as the embedded store counts it?
// The cluster's own BM25 finds documents, but counts by shard, rounds lengths and includes what no generation sees.
// So what it finds is scored again: term counts and lengths from the index, frequencies of the generation.
import { LRUCache } from "lru-cache";
import { SETTINGS } from "../../settings.ts";
import { anyOf, type Query, stem, visible } from "./filter.ts";
import type { Found, Search } from "./queries.ts";
import { indexed } from "./words.ts";

/** What BM25 needs to know of all the documents of one kind (articles, or passages). */
export interface Collection {
  readonly index: string;
  readonly documents: number;
  /** Sum of their lengths. */
  readonly words: number;
}

/** Frequencies remembered for a collection: most words of most questions. */
const REMEMBERED = 50_000;

const SCRIPT = `
  double norm = params.k1 * (1 - params.b + params.b * doc['length'].value / params.average);
  double sum = 0;
  for (int i = 0; i < params.stems.length; i++) {
    double count = termFreq('stems', params.stems[i]);
    if (count > 0) sum += params.weights[i] * count / (count + norm);
  }
  return sum;`;

export class Keywords {
  /** In how many documents of the generation each stem stands; a generation never changes. */
  private readonly frequencies = new LRUCache<string, number>({ max: REMEMBERED });

  constructor(
    readonly collection: Collection,
    private readonly generation: number,
  ) {}

  /** A search that tells the frequencies of the stems not yet known; null where all are. */
  counting(stems: readonly string[]): { readonly search: Search; readonly learn: (found: Found) => void } | null {
    const unknown = stems.filter((each) => !this.frequencies.has(each));
    if (unknown.length === 0) return null;
    const body = {
      size: 0,
      query: { bool: { filter: [...visible(this.generation), anyOf(unknown)] } },
      aggs: { stems: { filters: { filters: unknown.map(stem) } } },
    };
    const learn = ({ aggregations }: Found) =>
      aggregations?.stems?.buckets?.forEach(({ doc_count }, at) => {
        this.frequencies.set(unknown[at], doc_count);
      });
    return { search: { index: this.collection.index, body }, learn };
  }

  /** As in Lucene and in embedded/postings.ts, ln(1 + (N - n + 0.5) / (n + 0.5)); the stems have been counted. */
  idf(stem: string): number {
    const containing = this.frequencies.get(stem) ?? 0;
    return Math.log(1 + (this.collection.documents - containing + 0.5) / (containing + 0.5));
  }

  /** A query whose scores are BM25 of the documents that `which` finds, 0 where no stem stands in one. */
  scoring(which: Query, stems: readonly string[]): Query {
    const { k1, b } = SETTINGS.search.bm25;
    const { documents, words } = this.collection;
    const params = {
      ...{ k1, b, average: words / Math.max(1, documents) },
      stems: stems.map(indexed),
      weights: stems.map((each) => this.idf(each) * (k1 + 1)),
    };
    return { script_score: { query: which, script: { source: SCRIPT, params } } };
  }
}
