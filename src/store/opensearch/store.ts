// How does an OpenSearch cluster serve as a store?
import { SETTINGS } from "../../settings.ts";
import { refuseOtherSettings } from "../settings-check.ts";
import type { Generation, IndexSettings, Store, Writer } from "../store.ts";
import { Cluster, type ClusterOptions } from "./cluster.ts";
import { OpenSearchGeneration } from "./generation.ts";
import { ensureIndex } from "./indices.ts";
import { Lease } from "./lease.ts";
import { collectionsOf, readPublished } from "./published.ts";
import { type Layout, Names, stateIndex, vectorsIndex } from "./schema.ts";
import { State } from "./state.ts";
import { OpenSearchWriter } from "./writer.ts";

export interface OpenSearchStoreOptions extends ClusterOptions, Layout {}

/** How old an answer about the published generation may be, ms. */
const LOOK_EVERY = 500;
const { looking } = SETTINGS.opensearch;

export class OpenSearchStore implements Store {
  private readonly cluster: Cluster;
  private readonly names: Names;
  private readonly state: State;
  private generation: OpenSearchGeneration | null = null;
  private looking: Promise<void> | null = null;
  private lastLook = 0;

  constructor(private readonly options: OpenSearchStoreOptions) {
    this.cluster = new Cluster(options);
    this.names = new Names(options.prefix);
    this.state = new State(this.cluster, this.names.state);
  }

  /** @throws StoreUnavailableError where the cluster does not say. */
  async current(): Promise<Generation | null> {
    if (Date.now() - this.lastLook >= LOOK_EVERY) {
      this.looking ??= this.look().finally(() => {
        this.looking = null;
      });
      await this.looking;
    }
    return this.generation;
  }

  async write(settings: IndexSettings, { rebuild }: { rebuild: boolean }): Promise<Writer> {
    const { cluster, names, state, options } = this;
    await ensureIndex(cluster, names.state, stateIndex(options));
    await ensureIndex(cluster, names.vectors, vectorsIndex(options));
    const lease = await Lease.take(state);
    try {
      const { seen, document } = await readPublished(state, SETTINGS.opensearch.writing);
      if (document && !rebuild)
        refuseOtherSettings(document.info.settings, settings, `${options.prefix} in the cluster`);
      const place = { cluster, names, state, layout: options };
      return await OpenSearchWriter.begin({ place, lease, settings, published: document, seen, rebuild });
    } catch (error) {
      await lease.release();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.looking?.catch(() => {});
    await this.cluster.close();
  }

  private async look(): Promise<void> {
    const { document } = await readPublished(this.state, looking);
    if (!document) this.generation = null;
    else if (document.info.generation !== this.generation?.info.generation)
      this.generation = new OpenSearchGeneration(
        this.cluster,
        this.names,
        document.info,
        collectionsOf(this.names, document),
      );
    this.lastLook = Date.now();
  }
}
