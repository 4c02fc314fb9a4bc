// How does an OpenSearch cluster serve as a store?
import type { StoreUnavailableError } from "../../errors.ts";
import { SETTINGS } from "../../settings.ts";
import { refuseOtherSettings } from "../settings-check.ts";
import type { Generation, IndexSettings, Store, VectorCache, Writer } from "../store.ts";
import { Cluster, type ClusterOptions } from "./cluster.ts";
import { OpenSearchGeneration } from "./generation.ts";
import { ensureIndex } from "./indices.ts";
import { Lease } from "./lease.ts";
import { NoConnectionError } from "./patience.ts";
import { readPublished } from "./published.ts";
import { type Layout, Names, stateIndex, vectorsIndex } from "./schema.ts";
import { State } from "./state.ts";
import { ClusterVectors } from "./vectors.ts";
import { OpenSearchWriter } from "./writer.ts";

export interface OpenSearchStoreOptions extends ClusterOptions, Layout {}

const { asking, looking, writing, lookEvery, trusted } = SETTINGS.opensearch;

export class OpenSearchStore implements Store {
  private readonly cluster: Cluster;
  private readonly names: Names;
  private readonly state: State;
  private generation: OpenSearchGeneration | null = null;
  private looking: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private lastLook = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: OpenSearchStoreOptions) {
    this.cluster = new Cluster(options);
    this.names = new Names(options.prefix);
    this.state = new State(this.cluster, this.names.state);
  }

  /** @throws StoreUnavailableError where the cluster does not say. */
  async current(): Promise<Generation | null> {
    // Looks on its own, so that no question waits for it while the cluster is well.
    this.timer ??= setInterval(() => this.look().catch(() => {}), lookEvery).unref();
    if (!this.generation) await this.refresh();
    else if (performance.now() - this.lastLook > trusted) await this.look();
    return this.generation;
  }

  async write(settings: IndexSettings, { rebuild }: { rebuild: boolean }): Promise<Writer> {
    const { cluster, names, state, options } = this;
    await ensureIndex(cluster, names.state, stateIndex(options));
    await ensureIndex(cluster, names.vectors, vectorsIndex(options));
    const lease = await Lease.take(state);
    try {
      const { seen, document } = await readPublished(state, writing);
      if (document && !rebuild)
        refuseOtherSettings(document.info.settings, settings, `${options.prefix} in the cluster`);
      const place = { cluster, names, state, layout: options };
      return await OpenSearchWriter.begin({ place, lease, settings, published: document, seen, rebuild });
    } catch (error) {
      await lease.release();
      throw error;
    }
  }

  /** For machines that only embed: any number of them, also while another writes. */
  async vectors(settings: IndexSettings): Promise<VectorCache> {
    await ensureIndex(this.cluster, this.names.vectors, vectorsIndex(this.options));
    return new ClusterVectors(this.cluster, this.names, settings);
  }

  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.looking?.catch(() => {});
    await this.cluster.close();
  }

  private look(): Promise<void> {
    this.looking ??= this.refresh()
      .catch((error: StoreUnavailableError) => {
        if (error.cause instanceof NoConnectionError) this.lastLook = Number.NEGATIVE_INFINITY;
        throw error;
      })
      .finally(() => {
        this.looking = null;
      });
    return this.looking;
  }

  private async refresh(): Promise<void> {
    const { document } = await readPublished(this.state, looking);
    if (!document) this.generation = null;
    else if (document.info.published !== this.generation?.info.published)
      this.generation = OpenSearchGeneration.of(this.cluster, this.names, document, asking);
    this.lastLook = performance.now();
  }
}
