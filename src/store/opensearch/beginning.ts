// What does a writer begin with?
import type { IndexSettings } from "../store.ts";
import type { Cluster } from "./cluster.ts";
import type { Lease } from "./lease.ts";
import type { Published } from "./published.ts";
import type { Layout, Names } from "./schema.ts";
import type { Seen, State } from "./state.ts";

export interface Place {
  readonly cluster: Cluster;
  readonly names: Names;
  readonly state: State;
  readonly layout: Layout;
}

export interface Beginning {
  readonly place: Place;
  readonly lease: Lease;
  readonly settings: IndexSettings;
  readonly published: Published | null;
  /** The state in which `published` was seen. */
  readonly seen: Seen;
  readonly rebuild: boolean;
}
