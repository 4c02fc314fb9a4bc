// A small index in a folder of its own, made by the real indexing and store with the stand-in embedder.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRoot } from "../../src/article/files.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { Building } from "../../src/indexing/building.ts";
import { indexArticles } from "../../src/indexing/index-articles.ts";
import { EmbeddedStore } from "../../src/store/embedded/store.ts";
import { writeFiles } from "./corpus.ts";
import { countWords, StandInEmbedder } from "./stand-in-embedder.ts";

export const ARTICLES: Readonly<Record<string, string>> = {
  "harbour/ferry.md": `---
title: Ferry to Odesa
site: harbour.example
url: https://harbour.example/ferry
published: "2025-03-02"
---
The ferry to Odesa leaves at dawn. Passengers carry lemons and old clocks.
A storm closed the harbour on Monday. Fishermen waited ashore for two days.
`,
  "town/clock.md": `---
title: The town clock
site: town.example
published: "2025-06-01T08:00:00Z"
---
The town clock stopped on Tuesday. Nobody could say why the clock had stopped.
A clockmaker from the coast repaired it in June.
`,
  "town/bread.txt": "Bread in town\n\nThe baker raised the price of bread. Flour had become dear after the storm.\n",
};

export class SmallIndex {
  readonly building = new Building();

  private constructor(
    private readonly home: string,
    readonly store: EmbeddedStore,
    readonly embedder: Embedder,
  ) {}

  static async make(articles = ARTICLES, embedder: Embedder = new StandInEmbedder()): Promise<SmallIndex> {
    const home = await mkdtemp(join(tmpdir(), "askwire-small-"));
    const index = new SmallIndex(home, new EmbeddedStore({ folder: join(home, "index") }), embedder);
    await index.publish(articles);
    return index;
  }

  /** Folder of the articles. */
  get articles(): string {
    return join(this.home, "articles");
  }

  /** Folder of the index. */
  get folder(): string {
    return join(this.home, "index");
  }

  /** Writes these files beside those that are there, and publishes the next generation where that changes anything. */
  async publish(articles: Readonly<Record<string, string>>): Promise<void> {
    if (Object.keys(articles).length === 0) return;
    await writeFiles(this.articles, articles);
    await this.building.follow(async (onProgress) =>
      indexArticles({
        store: this.store,
        embedder: this.embedder,
        roots: [await findRoot(this.articles)],
        countTokens: countWords,
        measureBackground: async () => null,
        onProgress,
      }),
    );
  }

  async remove(): Promise<void> {
    await this.store.close();
    await rm(this.home, { recursive: true });
  }
}
