// What does no reader need any more, and how does it go?
import { SETTINGS } from "../../settings.ts";
import type { IndexSettings } from "../store.ts";
import type { Place } from "./beginning.ts";
import { Bulk } from "./bulk.ts";
import { dropIndices, listBuilds } from "./indices.ts";
import type { Published } from "./published.ts";
import { everyHit, refresh, search } from "./queries.ts";
import { vectorId } from "./schema.ts";

const { writing } = SETTINGS.opensearch;

/** How many generations back readers may still be when a new one is out. */
const KEPT = 1;

/** Deletes what only generations before the last but one could see, with the vectors that are then nobody's. */
export async function forget(place: Place, { info, build, buildBefore }: Published, settings: IndexSettings) {
  const { cluster, names } = place;
  const unread = (await listBuilds(cluster, names)).filter((each) => each !== build && each !== buildBefore);
  for (const each of unread) await dropIndices(cluster, [names.articles(each), names.passages(each)]);
  const dead = { range: { died: { lte: info.generation - KEPT } } };
  const bulk = new Bulk(cluster, writing);
  const keys = new Set<string>();
  const passages = { query: dead, _source: ["key"], sort: [{ version: "asc" }, { start: "asc" }] };
  for await (const page of everyHit<{ key: string }>(
    cluster,
    { index: names.passages(build), body: passages },
    writing,
  )) {
    for (const { _source } of page) keys.add(_source.key);
    await bulk.write(page.map(({ _id: id }) => ({ index: names.passages(build), id, action: "delete" })));
  }
  const articles = { query: dead, _source: false, sort: [{ version: "asc" }] };
  for await (const page of everyHit(cluster, { index: names.articles(build), body: articles }, writing))
    await bulk.write(page.map(({ _id: id }) => ({ index: names.articles(build), id, action: "delete" })));
  if (keys.size === 0) return;
  await refresh(cluster, [names.passagesOfAll], writing);
  const unused = await unusedKeys(place, [...keys]);
  await bulk.write(unused.map((key) => ({ index: names.vectors, id: vectorId(key, settings), action: "delete" })));
}

/** Those that no passage of any build has. */
async function unusedKeys({ cluster, names }: Place, keys: readonly string[]): Promise<string[]> {
  const unused: string[] = [];
  for (let from = 0; from < keys.length; from += ASKED_TOGETHER) {
    const some = keys.slice(from, from + ASKED_TOGETHER);
    const aggs = { keys: { terms: { field: "key", size: ASKED_TOGETHER } } };
    const body = { size: 0, query: { terms: { key: some } }, aggs };
    const { aggregations } = await search(cluster, { index: names.passagesOfAll, body }, writing);
    const used = new Set(aggregations?.keys?.buckets?.map(({ key }) => key));
    unused.push(...some.filter((key) => !used.has(key)));
  }
  return unused;
}

/** Keys asked for in one search. */
const ASKED_TOGETHER = 1_000;
