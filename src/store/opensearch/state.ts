// How is a small document changed by one of many, and never by two at once?
// Compare and set: a document is replaced only in the state in which it was seen.
import type { Cluster } from "./cluster.ts";
import type { Patience } from "./patience.ts";

/** The state in which a document was seen; null where there was none. */
export type Seen = { readonly _seq_no: number; readonly _primary_term: number } | null;

export class State {
  constructor(
    private readonly cluster: Cluster,
    private readonly index: string,
  ) {}

  /** The document as of the last write that was acknowledged. */
  async read<T>(id: string, patience: Patience): Promise<{ readonly seen: Seen; readonly document: T | null }> {
    type Found = { found?: boolean; _source: T; _seq_no: number; _primary_term: number };
    const path = `/${this.index}/_doc/${id}`;
    const { body } = await this.cluster.ask<Found>({ method: "GET", path, expected: [404] }, patience);
    if (!body.found) return { seen: null, document: null };
    return { seen: { _seq_no: body._seq_no, _primary_term: body._primary_term }, document: body._source };
  }

  /** Whether the document is now this one: false where somebody else was faster. */
  async replace<T extends object>(id: string, document: T, seen: Seen, patience: Patience): Promise<Seen | false> {
    const query = seen
      ? { if_seq_no: seen._seq_no, if_primary_term: seen._primary_term }
      : ({ op_type: "create" } as const);
    const { status, body } = await this.cluster.ask<NonNullable<Seen>>(
      { method: "PUT", path: `/${this.index}/_doc/${id}`, query, body: document, expected: [409] },
      patience,
    );
    if (status !== 409) return { _seq_no: body._seq_no, _primary_term: body._primary_term };
    // An earlier try of our own may have arrived without our hearing of it.
    const now = await this.read<T>(id, patience);
    return JSON.stringify(now.document) === JSON.stringify(document) && now.seen;
  }
}
