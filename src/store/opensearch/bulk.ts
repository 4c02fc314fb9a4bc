// How are many small writes sent as few large ones?
// What comes while a request is on its way goes together with the next one. A write is done when its own caller is told.
import { type Cluster, passes } from "./cluster.ts";
import { PassingError, type Patience } from "./patience.ts";

export interface Write {
  readonly index: string;
  readonly id: string;
  /** `create` leaves a document alone that is there already; `delete` is content where there is none. */
  readonly action: "index" | "create" | "delete";
  readonly document?: object;
}

interface Waiting {
  readonly writes: readonly Write[];
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

type Outcome = { status: number; error?: { type: string; reason: string } };

/** Writes sent together; a passage is about 10 kB on the wire. */
const TOGETHER = 500;

export class Bulk {
  private waiting: Waiting[] = [];
  private sending = false;

  constructor(
    private readonly cluster: Cluster,
    private readonly patience: Patience,
  ) {}

  /** Returns when every one is kept on every copy that is in use. */
  write(writes: readonly Write[]): Promise<void> {
    if (writes.length === 0) return Promise.resolve();
    return new Promise((done, failed) => {
      this.waiting.push({ writes, done, failed });
      if (!this.sending) void this.sendAll();
    });
  }

  private async sendAll(): Promise<void> {
    this.sending = true;
    while (this.waiting.length > 0) {
      const batch = this.nextBatch();
      try {
        await this.send(batch.flatMap(({ writes }) => writes));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error as Error);
      }
    }
    this.sending = false;
  }

  private nextBatch(): Waiting[] {
    let count = 0;
    const room = this.waiting.findIndex(({ writes }) => {
      count += writes.length;
      return count > TOGETHER;
    });
    return this.waiting.splice(0, room === -1 ? this.waiting.length : Math.max(1, room));
  }

  /** What failed in passing is sent again; an unknown outcome too, since every document has its own id. */
  private async send(writes: readonly Write[]): Promise<void> {
    let left = writes;
    await this.cluster.retried(this.patience, async (limit) => {
      const sent = left;
      const lines = sent.flatMap(({ index, id, action, document }) => [
        { [action]: { _index: index, _id: id } },
        ...(document ? [document] : []),
      ]);
      const { body } = await this.cluster.once<{ items: Record<string, Outcome>[] }>(
        { method: "POST", path: "/_bulk", lines },
        limit,
      );
      const outcomes = body.items.map((item) => Object.values(item)[0]);
      const done = new Set(sent.filter((write, at) => isDone(write, outcomes[at])));
      left = left.filter((write) => !done.has(write));
      if (left.length > 0) throw new PassingError(`${left.length} writes have to be sent again.`);
    });
  }
}

function isDone({ action, index, id }: Write, { status, error }: Outcome): boolean {
  if (status < 300) return true;
  if ((action === "create" && status === 409) || (action === "delete" && status === 404)) return true;
  if (passes(status)) return false;
  throw new Error(`The cluster refused to ${action} ${id} in ${index}: ${error?.type}: ${error?.reason}`);
}
