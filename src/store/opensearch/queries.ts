// How are searches sent, and how is half an answer told from a whole one?
import { type Cluster, passes } from "./cluster.ts";
import { PassingError, type Patience } from "./patience.ts";

export interface Search {
  readonly index: string;
  /** The body of a search request. */
  readonly body: object;
}

export interface Hit<T = unknown> {
  readonly _id: string;
  readonly _score: number | null;
  readonly _source: T;
  /** Columns that were asked for, each a list. */
  readonly fields: Readonly<Record<string, readonly unknown[]>>;
  readonly sort?: readonly unknown[];
}

export interface Found<T = unknown> {
  readonly hits: { readonly hits: readonly Hit<T>[]; readonly total?: { readonly value: number } };
  readonly aggregations?: Readonly<Record<string, Aggregation>>;
}

export interface Aggregation {
  readonly value?: number;
  readonly buckets?: readonly { readonly key?: string | number; readonly doc_count: number }[];
}

type Part<T> = Found<T> & {
  readonly status: number;
  readonly timed_out?: boolean;
  readonly _shards?: { readonly failed: number };
  readonly error?: { readonly type: string; readonly reason?: string };
};

/** All in one request, answered in their order; every shard has answered each of them, or it is tried again. */
export async function searchAll<T>(
  cluster: Cluster,
  searches: readonly Search[],
  patience: Patience,
): Promise<Found<T>[]> {
  const lines = searches.flatMap(({ index, body }) => [{ index, allow_partial_search_results: false }, body]);
  return cluster.retried(patience, async (limit) => {
    const request = { method: "POST", path: "/_msearch", lines } as const;
    const { body } = await cluster.once<{ responses: Part<T>[] }>(request, limit);
    for (const part of body.responses) refuseHalf(part);
    return body.responses;
  });
}

function refuseHalf<T>({ status, error, timed_out, _shards }: Part<T>): void {
  if (error) {
    const message = `${error.type}: ${error.reason}`;
    throw passes(status) ? new PassingError(message) : new Error(message);
  }
  if (timed_out || _shards?.failed) throw new PassingError("Some shards did not answer.");
}

export async function search<T>(cluster: Cluster, one: Search, patience: Patience): Promise<Found<T>> {
  const [found] = await searchAll<T>(cluster, [one], patience);
  return found;
}

/** Everything that a query finds, a page at a time; `sort` must tell any two documents apart. */
export async function* everyHit<T>(
  cluster: Cluster,
  { index, body }: Search & { readonly body: { readonly sort: readonly object[] } },
  patience: Patience,
): AsyncGenerator<readonly Hit<T>[]> {
  let after: readonly unknown[] | undefined;
  for (;;) {
    const page = { ...body, size: PAGE, track_total_hits: false, ...(after && { search_after: after }) };
    const { hits } = await search<T>(cluster, { index, body: page }, patience);
    if (hits.hits.length > 0) yield hits.hits;
    if (hits.hits.length < PAGE) return;
    after = hits.hits.at(-1)?.sort;
  }
}

/** Hits of a page: passages with their text come to a few megabytes. */
const PAGE = 1_000;

/** Documents by id, as last written, searchable or not; null for those that are not there. */
export async function readAll<T>(
  cluster: Cluster,
  index: string,
  ids: readonly string[],
  patience: Patience,
  source = true,
): Promise<(T | null)[]> {
  if (ids.length === 0) return [];
  type Document = { found?: boolean; _source?: T; error?: { type: string } };
  return cluster.retried(patience, async (limit) => {
    const request = { method: "POST", path: `/${index}/_mget`, query: { _source: source }, body: { ids } } as const;
    const { body } = await cluster.once<{ docs: Document[] }>(request, limit);
    const failed = body.docs.find(({ error }) => error);
    if (failed) throw new PassingError(`Reading ${index} failed: ${failed.error?.type}.`);
    return body.docs.map(({ found, _source }) => (found ? (_source ?? ({} as T)) : null));
  });
}

/** Makes all that was written visible to searches, on every copy of every shard. */
export async function refresh(cluster: Cluster, indices: readonly string[], patience: Patience): Promise<void> {
  await cluster.retried(patience, async (limit) => {
    const request = { method: "POST", path: `/${indices.join(",")}/_refresh` } as const;
    const { body } = await cluster.once<{ _shards: { failed: number } }>(request, limit);
    if (body._shards.failed > 0) throw new PassingError("Some shards could not be refreshed.");
  });
}
