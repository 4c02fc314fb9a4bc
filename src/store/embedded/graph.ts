// Which vectors are nearest? hnswlib's HNSW graph, with what one has to know to use it safely.
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import hnswlib from "hnswlib-node";
import { replaceFileWith } from "./replace-file.ts";

export interface GraphOptions {
  /** Links of a node. */
  readonly m: number;
  readonly efConstruction: number;
  /** Candidates kept while searching; never less than the neighbours asked for. */
  readonly efSearch: number;
}

/** Elements that a new graph has room for. */
const ROOM = 1024;
/** Grows by this share when full. */
const GROWTH = 1.5;
/** A graph in which more than this share is deleted is made anew. */
const DELETED = 0.2;

export interface Neighbour {
  /** Row of the passage. */
  readonly row: number;
  readonly cosine: number;
}

export class VectorGraph {
  private constructor(
    private readonly index: hnswlib.HierarchicalNSW,
    private readonly rows: Set<number>,
    private deleted: number,
    private readonly options: GraphOptions,
  ) {}

  static empty(dimensions: number, options: GraphOptions): VectorGraph {
    const index = new hnswlib.HierarchicalNSW("ip", dimensions);
    index.initIndex({ maxElements: ROOM, m: options.m, efConstruction: options.efConstruction, randomSeed: 100 });
    return new VectorGraph(index, new Set(), 0, options);
  }

  /** null where the file is missing or is not the one with this checksum: a damaged one could crash the process. */
  static async load(
    path: string,
    checksum: string,
    rows: Iterable<number>,
    dimensions: number,
    options: GraphOptions,
  ): Promise<VectorGraph | null> {
    if (!existsSync(path) || (await sha256(path)) !== checksum) return null;
    const index = new hnswlib.HierarchicalNSW("ip", dimensions);
    await index.readIndex(path);
    const live = new Set(rows);
    return new VectorGraph(index, live, index.getCurrentCount() - live.size, options);
  }

  get size(): number {
    return this.rows.size;
  }

  /** Adds a unit vector under its row; one that is there stays as it is. */
  add(row: number, vector: Float32Array): void {
    if (this.rows.has(row)) return;
    const full = this.index.getMaxElements();
    // One that was saved empty has room for nothing when it is loaded.
    if (this.index.getCurrentCount() >= full) this.index.resizeIndex(Math.max(ROOM, Math.ceil(full * GROWTH)));
    this.index.addPoint(Array.from(vector), row);
    this.rows.add(row);
  }

  /** Takes out every row that is not in `live`; false where so many went that a new graph serves better. */
  retain(live: ReadonlySet<number>): boolean {
    for (const row of this.rows) {
      if (live.has(row)) continue;
      this.index.markDelete(row);
      this.rows.delete(row);
      this.deleted++;
    }
    return this.deleted <= DELETED * this.index.getCurrentCount();
  }

  has(row: number): boolean {
    return this.rows.has(row);
  }

  /** Whether this very vector is there under its row. */
  holds(row: number, vector: Float32Array): boolean {
    return this.rows.has(row) && this.index.getPoint(row).every((value, d) => value === vector[d]);
  }

  /** Nearest of the rows that pass first; fewer than `count` where there are fewer. */
  nearest(vector: Float32Array, count: number, passes?: (row: number) => boolean): Neighbour[] {
    const k = Math.min(count, this.rows.size);
    if (k === 0) return [];
    // Not kept in the file, and 10 after loading.
    this.index.setEf(Math.max(this.options.efSearch, k));
    const { neighbors, distances } = this.index.searchKnn(Array.from(vector), k, passes);
    return neighbors.map((row, at) => ({ row, cosine: 1 - distances[at] }));
  }

  /** Replaces the file in one step; its SHA-256. */
  async save(path: string): Promise<string> {
    await replaceFileWith(path, async (temporary) => {
      await this.index.writeIndex(temporary);
      // hnswlib does not notice that the disk is full.
      if (!(await isWhole(temporary))) throw Object.assign(new Error(`${path} was cut short`), { code: "ENOSPC" });
    });
    return sha256(path);
  }
}

/** Bytes before the elements in hnswlib's file; number of elements and size of each are 64-bit numbers in it. */
const HEADER = 96;
const COUNT_AT = 16;
const SIZE_AT = 24;

/** Whether a graph's file goes to its end: header, elements, and for each of them the length and bytes of its upper links. */
async function isWhole(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const header = Buffer.alloc(HEADER);
    if (size < HEADER) return false;
    await file.read(header, 0, HEADER, 0);
    const count = Number(header.readBigUInt64LE(COUNT_AT));
    const links = HEADER + count * Number(header.readBigUInt64LE(SIZE_AT));
    if (size < links + 4 * count) return false;
    const rest = Buffer.alloc(size - links);
    await file.read(rest, 0, rest.length, links);
    let at = 0;
    for (let element = 0; element < count; element++) {
      if (at + 4 > rest.length) return false;
      at += 4 + rest.readUInt32LE(at);
    }
    return at === rest.length;
  } finally {
    await file.close();
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}
