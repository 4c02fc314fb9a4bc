// Which articles will the next generation have?
// Kept in the writer's memory, about 250 bytes an article: what was just written cannot be searched for yet.
import { articleId } from "../article-id.ts";
import type { KnownArticle } from "../store.ts";

export interface Entry extends KnownArticle {
  readonly root: string;
  readonly path: string;
  readonly version: number;
  readonly born: number;
}

export class Catalogue {
  private readonly byId = new Map<string, Entry>();
  private readonly idByPlace = new Map<string, string>();
  private readonly taken = new Set<string>();

  get(id: string): Entry | undefined {
    return this.byId.get(id);
  }

  entries(): Iterable<Entry> {
    return this.byId.values();
  }

  of(root: string): Map<string, KnownArticle> {
    const known = new Map<string, KnownArticle>();
    for (const { id, hash, path, root: its } of this.byId.values()) if (its === root) known.set(path, { id, hash });
    return known;
  }

  /** Takes the place of the entry with its id, which is returned. */
  set(entry: Entry): Entry | undefined {
    const before = this.byId.get(entry.id);
    if (before) this.idByPlace.delete(place(before.root, before.path));
    this.byId.set(entry.id, entry);
    this.reserve(entry.id, entry.root, entry.path);
    return before;
  }

  delete({ id, root, path }: Entry): void {
    this.byId.delete(id);
    this.taken.delete(id);
    this.idByPlace.delete(place(root, path));
  }

  /**
   * The id that this place has; a new one is made of the path, and of the root too where another root has it. It is
   * taken from then on, so that articles may be put at the same time.
   */
  idFor(root: string, path: string): string {
    const known = this.idByPlace.get(place(root, path));
    if (known) return known;
    const short = articleId(path);
    const id = this.taken.has(short) ? articleId(place(root, path)) : short;
    this.reserve(id, root, path);
    return id;
  }

  private reserve(id: string, root: string, path: string): void {
    this.taken.add(id);
    this.idByPlace.set(place(root, path), id);
  }
}

function place(root: string, path: string): string {
  return `${root}\n${path}`;
}
