// How is there only one writer at a time, when a writer may die or be cut off without a word?
// By a lease: a document that says who writes until when, renewed while the writer lives. Machines' clocks must agree
// within the slack. Each lease has a higher number than all before it.
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { IndexBusyError } from "../../errors.ts";
import { SETTINGS } from "../../settings.ts";
import type { Seen, State } from "./state.ts";

interface LeaseDocument {
  readonly holder: string;
  readonly number: number;
  /** ms since 1970. */
  readonly until: number;
}

const ID = "writer";
const { leaseFor, renewEvery, clockSlack, looking, writing } = SETTINGS.opensearch;

export class Lease {
  private readonly timer: NodeJS.Timeout;
  private renewing: Promise<void> | null = null;

  private constructor(
    private readonly state: State,
    private lease: LeaseDocument,
    private seen: Seen,
  ) {
    this.timer = setInterval(() => void this.renew().catch(() => {}), renewEvery);
    this.timer.unref();
  }

  /** @throws IndexBusyError while somebody else has it. */
  static async take(state: State): Promise<Lease> {
    const { seen, document } = await state.read<LeaseDocument>(ID, writing);
    if (document && document.until + clockSlack > Date.now()) throw busy(document);
    const holder = `${hostname()} process ${process.pid} ${randomUUID().slice(0, 8)}`;
    const lease = { holder, number: (document?.number ?? 0) + 1, until: Date.now() + leaseFor };
    const taken = await state.replace(ID, lease, seen, writing);
    if (!taken) throw busy(lease);
    return new Lease(state, lease, taken);
  }

  get number(): number {
    return this.lease.number;
  }

  /** To be awaited before every write. @throws IndexBusyError where the lease ran out and somebody else took it. */
  async hold(): Promise<void> {
    if (Date.now() >= this.lease.until) await this.renew();
  }

  /** Where the cluster does not answer, the lease runs out by itself. */
  async release(): Promise<void> {
    clearInterval(this.timer);
    await this.renewing?.catch(() => {});
    await this.state.replace(ID, { ...this.lease, until: 0 }, this.seen, looking).catch(() => {});
  }

  private renew(): Promise<void> {
    this.renewing ??= this.prolong().finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  private async prolong(): Promise<void> {
    const lease = { ...this.lease, until: Date.now() + leaseFor };
    const seen = await this.state.replace(ID, lease, this.seen, writing);
    if (!seen) throw busy(lease);
    this.lease = lease;
    this.seen = seen;
  }
}

function busy({ holder, until }: LeaseDocument): IndexBusyError {
  return new IndexBusyError(
    `Another indexing run (${holder}) is writing this index; wait until it has ended (where it died, until ${new Date(until + clockSlack).toISOString()}), or index under another ASKWIRE_OPENSEARCH_PREFIX.`,
  );
}
