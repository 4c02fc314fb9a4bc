// Which store keeps the index: a folder on this machine, or a cluster?
import { readFileSync } from "node:fs";
import { UsageError } from "../src/errors.ts";
import type { OpenSearchStore, OpenSearchStoreOptions } from "../src/store/opensearch/store.ts";
import type { Store } from "../src/store/store.ts";
import { environment, wholeNumber } from "./command.ts";

export const STORES = ["embedded", "opensearch"] as const;
export type StoreKind = (typeof STORES)[number];

/** @throws UsageError where it is none of them; `from` is the flag or variable that says it. */
export function storeKind(value: string, from: string): StoreKind {
  const kind = STORES.find((each) => each === value);
  if (!kind) throw new UsageError(`${from} is ${STORES.join(" or ")}, not "${value}".`);
  return kind;
}

/** `folder` is where the embedded store keeps its index. Only the store that is asked for is loaded. */
export async function openStore(folder: string, kind = storeKind(environment.store, "ASKWIRE_STORE")): Promise<Store> {
  if (kind === "opensearch") return openCluster();
  const { EmbeddedStore } = await import("../src/store/embedded/store.ts");
  return new EmbeddedStore({ folder, onNotice: (notice) => console.error(notice) });
}

/** Where the index is, in words. */
export function whereIndex(folder: string): string {
  const { url, prefix } = environment.opensearch;
  return isInCluster() ? `the cluster at ${url} (${prefix})` : folder;
}

export function isInCluster(): boolean {
  return storeKind(environment.store, "ASKWIRE_STORE") === "opensearch";
}

/** `prefix` takes the place of the one in the environment. */
export async function openCluster(prefix = environment.opensearch.prefix): Promise<OpenSearchStore> {
  const { OpenSearchStore } = await import("../src/store/opensearch/store.ts");
  return new OpenSearchStore({ ...clusterOptions(), prefix });
}

export function clusterOptions(): OpenSearchStoreOptions {
  const { url, user: username, password, apiKey, ca, prefix, shards, replicas } = environment.opensearch;
  return {
    urls: url.split(",").map(nodeUrl),
    login: username ? { username, password } : undefined,
    apiKey,
    ca: ca ? certificate(ca) : undefined,
    prefix,
    shards: wholeNumber("ASKWIRE_OPENSEARCH_SHARDS", shards, 1, 1_000),
    replicas: wholeNumber("ASKWIRE_OPENSEARCH_REPLICAS", replicas, 0, 10),
  };
}

function nodeUrl(text: string): string {
  if (!URL.canParse(text.trim()) || !/^https?:$/.test(new URL(text.trim()).protocol))
    throw new UsageError(
      `ASKWIRE_OPENSEARCH_URL takes addresses such as https://host:9200, separated by commas, not "${text}".`,
    );
  return new URL(text.trim()).href;
}

function certificate(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`ASKWIRE_OPENSEARCH_CA: ${path} cannot be read (${(error as Error).message}).`);
  }
}
