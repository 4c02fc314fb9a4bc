// A small index in a folder of its own, made by the real indexing and store with the stand-in embedder.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findRoot } from "../../src/article/files.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { indexArticles } from "../../src/indexing/index-articles.ts";
import { EmbeddedStore } from "../../src/store/embedded/store.ts";
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
  private constructor(
    private readonly folder: string,
    readonly store: EmbeddedStore,
    readonly embedder: Embedder,
  ) {}

  static async make(articles = ARTICLES, embedder: Embedder = new StandInEmbedder()): Promise<SmallIndex> {
    const folder = await mkdtemp(join(tmpdir(), "askwire-small-"));
    const index = new SmallIndex(folder, new EmbeddedStore({ folder: join(folder, "index") }), embedder);
    await index.publish(articles);
    return index;
  }

  /** Writes these files beside those that are there, and publishes the next generation where that changes anything. */
  async publish(articles: Readonly<Record<string, string>>): Promise<void> {
    if (Object.keys(articles).length === 0) return;
    const home = join(this.folder, "articles");
    for (const [path, text] of Object.entries(articles)) {
      await mkdir(dirname(join(home, path)), { recursive: true });
      await writeFile(join(home, path), text);
    }
    await indexArticles({
      store: this.store,
      embedder: this.embedder,
      roots: [await findRoot(home)],
      countTokens: countWords,
      measureBackground: async () => null,
    });
  }

  async remove(): Promise<void> {
    await this.store.close();
    await rm(this.folder, { recursive: true });
  }
}
