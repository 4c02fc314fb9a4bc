// Where are the vectors of passages kept, whoever embedded them?
import type { PassageVectors } from "../../embedding/encoder.ts";
import { SETTINGS } from "../../settings.ts";
import { in127ths } from "../in-127ths.ts";
import type { IndexSettings, VectorCache } from "../store.ts";
import { Bulk } from "./bulk.ts";
import type { Cluster } from "./cluster.ts";
import { base64 } from "./encoding.ts";
import { readAll } from "./queries.ts";
import { type Names, type VectorDocument, vectorId } from "./schema.ts";

const { writing } = SETTINGS.opensearch;

export class ClusterVectors implements VectorCache {
  private readonly bulk: Bulk;

  constructor(
    private readonly cluster: Cluster,
    private readonly names: Names,
    private readonly settings: IndexSettings,
  ) {
    this.bulk = new Bulk(cluster, writing);
  }

  async knownVectors(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await this.read(keys, false);
    return new Set(keys.filter((_, at) => found[at]));
  }

  async saveVectors(key: string, { vector, sentences }: PassageVectors): Promise<void> {
    const document: VectorDocument = { vector: base64(vector), sentences: base64(in127ths(sentences)) };
    // Another machine may have saved the same vectors of the same text: either will do.
    await this.bulk.write([
      { index: this.names.vectors, id: vectorId(key, this.settings), action: "create", document },
    ]);
  }

  /** null for those that are not kept. */
  read(keys: readonly string[], source = true): Promise<(VectorDocument | null)[]> {
    const ids = keys.map((key) => vectorId(key, this.settings));
    return readAll<VectorDocument>(this.cluster, this.names.vectors, ids, writing, source);
  }
}
