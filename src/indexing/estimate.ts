// How many passages will the files make? What is known of their bytes, and of the passages in those already read.

interface Kind {
  /** Bytes of all files, and of those read. */
  bytes: number;
  read: number;
  /** In those read. */
  passages: number;
}

/** A byte of a web page makes fewer passages than a byte of plain text: each kind of file has its own rate. */
export class Estimate {
  private readonly kinds = new Map<string, Kind>();

  expect(kind: string, bytes: number): void {
    this.kind(kind).bytes += bytes;
  }

  saw(kind: string, bytes: number, passages: number): void {
    const seen = this.kind(kind);
    seen.read += bytes;
    seen.passages += passages;
  }

  /** Seen and expected together; a kind that was not met yet goes by the rate of the others. */
  get passages(): number {
    const all = [...this.kinds.values()];
    const sum = (of: (kind: Kind) => number) => all.reduce((total, kind) => total + of(kind), 0);
    const overall =
      sum(({ passages }) => passages) /
      Math.max(
        1,
        sum(({ read }) => read),
      );
    return Math.round(
      sum(({ bytes, read, passages }) => passages + Math.max(0, bytes - read) * (read > 0 ? passages / read : overall)),
    );
  }

  private kind(name: string): Kind {
    const kind = this.kinds.get(name) ?? { bytes: 0, read: 0, passages: 0 };
    this.kinds.set(name, kind);
    return kind;
  }
}
