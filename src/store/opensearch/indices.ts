// How are indices made, listed and dropped, so that doing it twice is doing it once?
import { isDeepStrictEqual } from "node:util";
import { SETTINGS } from "../../settings.ts";
import type { Beginning } from "./beginning.ts";
import type { Cluster } from "./cluster.ts";
import { articlesIndex, type Names, passagesIndex } from "./schema.ts";

const { writing } = SETTINGS.opensearch;

interface Refusal {
  readonly error?: { readonly type: string; readonly reason: string };
}

export async function ensureIndex(cluster: Cluster, index: string, body: object): Promise<void> {
  const { status, body: answer } = await cluster.ask<Refusal>(
    { method: "PUT", path: `/${index}`, body, expected: [400] },
    writing,
  );
  if (status === 400 && answer.error?.type !== "resource_already_exists_exception")
    throw new Error(`The cluster refused to make the index ${index}: ${answer.error?.reason}`);
}

export async function dropIndices(cluster: Cluster, indices: readonly string[]): Promise<void> {
  for (const index of indices) await cluster.ask({ method: "DELETE", path: `/${index}`, expected: [404] }, writing);
}

/** The builds there are. */
export async function listBuilds(cluster: Cluster, names: Names): Promise<number[]> {
  const query = { h: "index", format: "json" };
  const { body } = await cluster.ask<{ index: string }[]>(
    { method: "GET", path: `/_cat/indices/${names.passagesOfAll}`, query },
    writing,
  );
  return body.map(({ index }) => names.buildOf(index));
}

/** Number of the build that the next generation is written into; its indices are there, and those of no other draft. */
export async function openBuild({ place, published, settings, rebuild }: Beginning): Promise<number> {
  const { cluster, names, layout } = place;
  const build = published && !rebuild ? published.build : (published?.info.generation ?? 0) + 1;
  const goesOn = !rebuild && isDeepStrictEqual(await settingsOf(cluster, names.passages(build)), settings);
  const kept = [published?.build, published?.buildBefore, ...(goesOn ? [build] : [])];
  for (const each of await listBuilds(cluster, names))
    if (!kept.includes(each)) await dropIndices(cluster, [names.articles(each), names.passages(each)]);
  await ensureIndex(cluster, names.articles(build), articlesIndex(layout));
  await ensureIndex(cluster, names.passages(build), passagesIndex(layout, settings));
  return build;
}

/** What was noted when an index of passages was made; null where there is none. */
async function settingsOf(cluster: Cluster, index: string): Promise<unknown> {
  type Mappings = Record<string, { mappings: { _meta: { settings: unknown } } }>;
  const path = `/${index}/_mapping`;
  const { status, body } = await cluster.ask<Mappings>({ method: "GET", path, expected: [404] }, writing);
  return status === 404 ? null : body[index].mappings._meta.settings;
}
