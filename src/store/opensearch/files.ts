// Which files were read, and in which state?
// One small document a file, beside the articles of its build; no generation sees them.
import { createHash } from "node:crypto";
import { SETTINGS } from "../../settings.ts";
import type { FileStamp } from "../store.ts";
import type { Bulk } from "./bulk.ts";
import type { Cluster } from "./cluster.ts";
import { everyHit } from "./queries.ts";

const { writing } = SETTINGS.opensearch;

interface FileDocument {
  readonly root: string;
  /** Path of the file; named so that articles do not have it. */
  readonly file: string;
  readonly stamp: FileStamp;
}

export class Files {
  private readonly stamps = new Map<string, Map<string, FileStamp>>();

  constructor(
    private readonly bulk: Bulk,
    private readonly index: string,
  ) {}

  async load(cluster: Cluster): Promise<void> {
    const body = { query: { exists: { field: "file" } }, sort: [{ root: "asc" }, { file: "asc" }] };
    for await (const page of everyHit<FileDocument>(cluster, { index: this.index, body }, writing))
      for (const { _source } of page) this.set(_source.root, _source.file, _source.stamp);
  }

  of(root: string): ReadonlyMap<string, FileStamp> {
    return this.stamps.get(root) ?? new Map();
  }

  async save(root: string, file: string, stamp: FileStamp | null): Promise<void> {
    const id = `file-${createHash("sha256").update(`${root}\n${file}`).digest("hex")}`;
    const document: FileDocument | undefined = stamp === null ? undefined : { root, file, stamp };
    await this.bulk.write([
      document ? { index: this.index, id, action: "index", document } : { index: this.index, id, action: "delete" },
    ]);
    this.set(root, file, stamp);
  }

  private set(root: string, file: string, stamp: FileStamp | null): void {
    const files = this.stamps.get(root) ?? new Map<string, FileStamp>();
    if (stamp === null) files.delete(file);
    else files.set(file, stamp);
    this.stamps.set(root, files);
  }
}
