// A store of its own for one test, in the cluster that setup.ts started.
import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import type { OpenSearchStoreOptions } from "../../src/store/opensearch/store.ts";

export function newPlace(): { options: OpenSearchStoreOptions; remove: () => Promise<void> } {
  const urls = inject("urls");
  const prefix = `test-${randomUUID().slice(0, 8)}`;
  return {
    options: { urls, prefix, shards: 2, replicas: 1 },
    async remove() {
      await fetch(`${urls[0]}/${prefix}-*`, { method: "DELETE" });
    },
  };
}
