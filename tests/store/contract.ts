// What every store has to do, whatever engine it stands on.
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Article } from "../../src/article/article.ts";
import { IndexBusyError, IndexMismatchError } from "../../src/errors.ts";
import { splitIntoPassages } from "../../src/passage/split.ts";
import type {
  ArticleFilter,
  Generation,
  IndexSettings,
  KeyedPassage,
  PassageFilter,
  Store,
  Writer,
} from "../../src/store/store.ts";
import { terms } from "../../src/text/terms.ts";
import { countWords, DIMENSIONS, StandInEmbedder, vectorOf } from "../support/stand-in-embedder.ts";

/** A place for one index, empty at first: `open` may be called again and again, as processes come and go. */
export interface StorePlace {
  open(): Store;
  remove(): Promise<void>;
}

const SETTINGS: IndexSettings = {
  format: 1,
  model: "stand-in",
  modelFingerprint: "stand-in-1",
  dimensions: DIMENSIONS,
  passageTokens: 12,
};

const ROOT = "/articles";
const EVERYTHING: PassageFilter = { sources: [], after: null, before: null, phrases: [], without: [] };

export function articleOf(path: string, text: string, more: Partial<Article> = {}): Article {
  return { path, title: path, text, url: null, site: null, author: null, published: null, ...more };
}

const embedder = new StandInEmbedder();

/** Splits, embeds and puts an article as indexing does. */
export async function put(writer: Writer, article: Article, root = ROOT): Promise<void> {
  const passages: KeyedPassage[] = [];
  for (const passage of splitIntoPassages(article.text, { budget: SETTINGS.passageTokens, countTokens: countWords })) {
    const sentences = passage.sentences.map(({ start, end }) => article.text.slice(start, end));
    const key = createHash("sha256").update(sentences.join("\n")).digest("hex").slice(0, 32);
    passages.push({ ...passage, key });
    if (!(await writer.knownVectors([key])).has(key))
      await writer.saveVectors(key, await embedder.passage(sentences, ""));
  }
  await writer.put(root, article, hashOf(article), passages);
}

const hashOf = (article: Article) => createHash("sha256").update(JSON.stringify(article)).digest("hex");

async function publish(store: Store, change: (writer: Writer) => Promise<void>, settings = SETTINGS, rebuild = false) {
  const writer = await store.write(settings, { rebuild });
  try {
    await change(writer);
    await writer.seal();
    return await writer.publish(null);
  } finally {
    await writer.close();
  }
}

function ask(generation: Generation, question: string, filter?: PassageFilter, limit = 10) {
  const stems = [...new Set(terms(question).map(({ stem }) => stem))];
  return generation.candidates({ vector: vectorOf(question), stems, limit, filter });
}

async function opened(store: Store): Promise<Generation> {
  const generation = await store.current();
  if (!generation) throw new Error("nothing is published");
  return generation;
}

const FERRY = articleOf(
  "ferry.txt",
  "The ferry to Odesa leaves at dawn. Passengers carry lemons and old clocks.\nA storm closed the harbour on Monday. Fishermen waited ashore.",
  { site: "harbour.example", published: "2025-03-02T10:00:00Z" },
);
const CLOCK = articleOf(
  "town/clock.txt",
  "The town clock stopped on Tuesday. Nobody could say why the clock had stopped.\nA clockmaker from the coast repaired it in June.",
  { site: "town.example", published: "2025-06-01" },
);

export function storeContract(name: string, place: () => Promise<StorePlace>): void {
  describe(`${name} as a store`, () => {
    let at: StorePlace;
    let store: Store;

    beforeEach(async () => {
      at = await place();
      store = at.open();
    });
    afterEach(async () => {
      await store.close();
      await at.remove();
    });

    it("has no generation before one is published", async () => {
      expect(await store.current()).toBeNull();
    });

    it("gives back articles and passages as they were put", async () => {
      const info = await publish(store, async (writer) => {
        await put(writer, FERRY);
        await put(writer, CLOCK);
      });
      const generation = await opened(store);
      expect(generation.info).toEqual(info);
      expect(info).toMatchObject({ generation: 1, articles: 2, settings: SETTINGS });
      const listed = await generation.articles({ offset: 0, limit: 10 });
      expect(listed.map(({ path }) => path)).toEqual(["ferry.txt", "town/clock.txt"]);
      expect(await generation.articles({ offset: 1, limit: 10 })).toEqual(listed.slice(1));
      const ferry = await generation.article(listed[0].id);
      expect(ferry).toMatchObject(FERRY);
      const passages = await generation.passages((ferry?.passages ?? []).map(({ id }) => id));
      expect(passages.length).toBeGreaterThan(1);
      for (const passage of passages) {
        expect(FERRY.text.slice(passage.start, passage.end)).toBe(passage.text);
        expect(passage.sentenceVectors).toHaveLength(passage.sentences.length * DIMENSIONS);
        expect(passage.article).toEqual(listed[0]);
        const cosine = vectorOf(passage.text).reduce((sum, value, d) => sum + value * passage.vector[d], 0);
        expect(cosine).toBeCloseTo(1, 4);
      }
      expect(await generation.article("nobody")).toBeNull();
      expect(await generation.passages(["nobody-0", `${listed[0].id}-999`])).toEqual([]);
    });

    it("finds candidates from both sides, each with all of its evidence", async () => {
      await publish(store, async (writer) => {
        await put(writer, FERRY);
        await put(writer, CLOCK);
      });
      const question = "Why had the clock stopped?";
      const generation = await opened(store);
      const found = await ask(generation, question);
      const best = found.passages.reduce((a, b) => (b.passageKeywords > a.passageKeywords ? b : a));
      // Both sentences about the clock stand in one passage: it matches best by words, and so does its article.
      expect(best.passageKeywords).toBeCloseTo(found.bestPassageKeywords, 5);
      expect(best.articleKeywords).toBeCloseTo(found.bestArticleKeywords, 5);
      expect(found.bestPassageKeywords).toBeGreaterThan(0);
      // "stop" stands in fewer passages than "clock".
      expect(found.idf).toHaveLength(2);
      const stored = await generation.passages(found.passages.map(({ id }) => id));
      for (const [n, { vector }] of stored.entries()) {
        const cosine = vectorOf(question).reduce((sum, value, d) => sum + value * vector[d], 0);
        expect(found.passages[n].cosine).toBeCloseTo(cosine, 4);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
      }
    });

    it("answers a question of unknown words from vectors alone", async () => {
      await publish(store, (writer) => put(writer, FERRY));
      const found = await ask(await opened(store), "zzyzx");
      expect(found.bestPassageKeywords).toBe(0);
      expect(found.bestArticleKeywords).toBe(0);
      expect(found.passages.length).toBeGreaterThan(0);
    });

    it("shows nothing of the next generation before it is published, and all of it after", async () => {
      await publish(store, (writer) => put(writer, FERRY));
      const writer = await store.write(SETTINGS, { rebuild: false });
      await put(writer, CLOCK);
      const other = at.open();
      expect((await opened(other)).info).toMatchObject({ generation: 1, articles: 1 });
      await other.close();
      const sealed = await writer.seal();
      expect(sealed.info).toMatchObject({ generation: 2, articles: 2 });
      expect((await ask(sealed, "clockmaker")).passages.length).toBeGreaterThan(0);
      await writer.publish(null);
      await writer.close();
      const later = at.open();
      expect((await opened(later)).info).toMatchObject({ generation: 2, articles: 2 });
      await later.close();
    });

    it("lets a reader keep the generation it has while the next one comes out", async () => {
      await publish(store, (writer) => put(writer, FERRY));
      const first = await opened(store);
      const [{ id }] = await first.articles({ offset: 0, limit: 1 });
      const old = await first.article(id);
      await publish(store, async (writer) => {
        await writer.remove(id);
        await put(writer, CLOCK);
      });
      expect(await first.article(id)).toEqual(old);
      expect(await first.passages((old?.passages ?? []).map((place) => place.id))).toHaveLength(
        old?.passages.length ?? 0,
      );
      expect((await first.articles({ offset: 0, limit: 10 })).map(({ path }) => path)).toEqual(["ferry.txt"]);
    });

    it("replaces an article under its id, and removes one", async () => {
      await publish(store, async (writer) => {
        await put(writer, FERRY);
        await put(writer, CLOCK);
      });
      const before = await (await opened(store)).articles({ offset: 0, limit: 10 });
      const changed = { ...FERRY, text: "The ferry was sold to a museum in Riga." };
      await publish(store, async (writer) => {
        const known = await writer.articlesOf(ROOT);
        expect(known.get("ferry.txt")).toEqual({ id: before[0].id, hash: hashOf(FERRY) });
        await put(writer, changed);
        await writer.remove(before[1].id);
      });
      const reader = at.open();
      const generation = await opened(reader);
      expect(await generation.articles({ offset: 0, limit: 10 })).toEqual([before[0]]);
      expect((await generation.article(before[0].id))?.text).toBe(changed.text);
      const found = await ask(generation, "ferry museum storm clockmaker");
      expect(new Set(found.passages.map(({ article }) => article))).toEqual(new Set([before[0].id]));
      // No passage of the old text is left to be found.
      expect(found.passages).toHaveLength(1);
      await reader.close();
    });

    it("keeps the same path of two roots apart", async () => {
      await publish(store, async (writer) => {
        await put(writer, FERRY, "/one");
        await put(writer, { ...CLOCK, path: FERRY.path }, "/two");
      });
      const listed = await (await opened(store)).articles({ offset: 0, limit: 10 });
      expect(listed.map(({ path }) => path)).toEqual(["ferry.txt", "ferry.txt"]);
      expect(listed[0].id).not.toBe(listed[1].id);
    });

    it("tells where each article came from", async () => {
      await publish(store, async (writer) => {
        await put(writer, FERRY, "/one");
        await put(writer, CLOCK, "/two");
      });
      const generation = await opened(store);
      const [ferry, clock] = await generation.articles({ offset: 0, limit: 10 });
      expect(await generation.origins()).toEqual([
        { id: ferry.id, root: "/one", hash: hashOf(FERRY) },
        { id: clock.id, root: "/two", hash: hashOf(CLOCK) },
      ]);
    });

    it("goes on where a writer stopped: what was put is there, and no vector is lost", async () => {
      await publish(store, (writer) => put(writer, FERRY));
      const stopped = await store.write(SETTINGS, { rebuild: false });
      await put(stopped, CLOCK);
      await stopped.saveVectors("loose", await embedder.passage(["A text that was never put."], ""));
      await stopped.close();
      const next = await store.write(SETTINGS, { rebuild: false });
      expect(next.generation).toBe(2);
      expect(await next.changed()).toBe(true);
      expect([...(await next.articlesOf(ROOT)).keys()].sort()).toEqual(["ferry.txt", "town/clock.txt"]);
      expect(await next.knownVectors(["loose", "never"])).toEqual(new Set(["loose"]));
      await next.seal();
      expect(await next.publish({ median: 0.5, common: [] })).toMatchObject({ generation: 2, articles: 2 });
      await next.close();
    });

    it("knows the files whose articles are all there, and forgets those of a generation that is thrown away", async () => {
      const first = await store.write(SETTINGS, { rebuild: false });
      expect(first.published).toBeNull();
      await put(first, FERRY);
      await first.saveFile(ROOT, "ferry.txt", "100 1");
      await first.seal();
      await first.publish(null);
      await first.close();
      const second = await store.write(SETTINGS, { rebuild: false });
      expect(second.published).toMatchObject({ generation: 1, articles: 1 });
      expect(await second.filesOf(ROOT)).toEqual(new Map([["ferry.txt", "100 1"]]));
      await second.saveFile(ROOT, "clock.txt", "200 2");
      await second.saveFile(ROOT, "ferry.txt", null);
      expect(await second.filesOf(ROOT)).toEqual(new Map([["clock.txt", "200 2"]]));
      await second.close();
      const rebuild = await store.write(SETTINGS, { rebuild: true });
      expect(await rebuild.filesOf(ROOT)).toEqual(new Map());
      await rebuild.close();
    });

    it("keeps the id of an article that moves", async () => {
      await publish(store, (writer) => put(writer, FERRY));
      const [{ id }] = await (await opened(store)).articles({ offset: 0, limit: 1 });
      const passages: KeyedPassage[] = [];
      await publish(store, (writer) => writer.put(ROOT, { ...FERRY, path: "moved.txt" }, "hash", passages, id));
      const reader = at.open();
      const moved = await (await opened(reader)).articles({ offset: 0, limit: 10 });
      expect(moved.map((article) => [article.id, article.path])).toEqual([[id, "moved.txt"]]);
      await reader.close();
    });

    it("keeps the background that was published with a generation", async () => {
      const writer = await store.write(SETTINGS, { rebuild: false });
      await put(writer, FERRY);
      await writer.seal();
      await writer.publish({ median: 0.5, common: [0.25, -0.5] });
      await writer.close();
      expect((await opened(store)).info.background).toEqual({ median: 0.5, common: [0.25, -0.5] });
    });

    it("has one writer at a time", async () => {
      const writer = await store.write(SETTINGS, { rebuild: false });
      const other = at.open();
      await expect(other.write(SETTINGS, { rebuild: false })).rejects.toThrow(IndexBusyError);
      await writer.close();
      await (await other.write(SETTINGS, { rebuild: false })).close();
      await other.close();
    });

    it("refuses other settings, and takes them for a rebuild while the old generation goes on", async () => {
      await publish(store, (writer) => put(writer, FERRY));
      const others = { ...SETTINGS, model: "another", modelFingerprint: "another-1" };
      await expect(store.write(others, { rebuild: false })).rejects.toThrow(IndexMismatchError);
      const writer = await store.write(others, { rebuild: true });
      expect((await writer.articlesOf(ROOT)).size).toBe(0);
      await put(writer, CLOCK);
      expect((await opened(store)).info.settings).toEqual(SETTINGS);
      await writer.seal();
      await writer.publish(null);
      await writer.close();
      const reader = at.open();
      expect((await opened(reader)).info).toMatchObject({ generation: 2, articles: 1, settings: others });
      await reader.close();
    });

    it("forgets a rebuild that was never published when the old settings come back", async () => {
      await publish(store, (writer) => put(writer, FERRY));
      const others = { ...SETTINGS, passageTokens: 30 };
      const rebuild = await store.write(others, { rebuild: true });
      await put(rebuild, CLOCK);
      await rebuild.close();
      const writer = await store.write(SETTINGS, { rebuild: false });
      expect([...(await writer.articlesOf(ROOT)).keys()]).toEqual(["ferry.txt"]);
      expect(await writer.changed()).toBe(false);
      await writer.close();
    });

    it("lists only the articles that pass a filter", async () => {
      await publish(store, async (writer) => {
        await put(writer, FERRY);
        await put(writer, CLOCK);
      });
      const generation = await opened(store);
      const paths = async (filter: Partial<ArticleFilter>) =>
        (await generation.articles({ offset: 0, limit: 10, filter: { ...EVERYTHING, ...filter } })).map(
          ({ path }) => path,
        );
      expect(await paths({})).toEqual(["ferry.txt", "town/clock.txt"]);
      expect(await paths({ sources: ["town.example"] })).toEqual(["town/clock.txt"]);
      expect(await paths({ sources: ["ferry", "town.example"] })).toEqual(["ferry.txt", "town/clock.txt"]);
      expect(await paths({ after: "2025-03-02T10:00:00Z", before: "2025-06-01" })).toEqual(["ferry.txt"]);
      expect(await paths({ after: "2025-03-02T12:00:01+02:00" })).toEqual(["town/clock.txt"]);
    });

    it("filters exactly: by site, path, date, phrase and word", async () => {
      await publish(store, async (writer) => {
        await put(writer, FERRY);
        await put(writer, CLOCK);
      });
      const generation = await opened(store);
      const ids = Object.fromEntries(
        (await generation.articles({ offset: 0, limit: 10 })).map(({ path, id }) => [path, id]),
      );
      const articlesFor = async (filter: Partial<PassageFilter>, limit = 10) => {
        const { passages } = await ask(generation, "clock storm", { ...EVERYTHING, ...filter }, limit);
        return new Set(passages.map(({ article }) => article));
      };
      const ferry = new Set([ids["ferry.txt"]]);
      const clock = new Set([ids["town/clock.txt"]]);
      expect(await articlesFor({})).toEqual(new Set([...ferry, ...clock]));
      expect(await articlesFor({ sources: ["harbour.example"] })).toEqual(ferry);
      expect(await articlesFor({ sources: ["town/"] })).toEqual(clock);
      expect(await articlesFor({ sources: ["town/", "ferry"] })).toEqual(new Set([...ferry, ...clock]));
      expect(await articlesFor({ after: "2025-06-01" })).toEqual(clock);
      expect(await articlesFor({ before: "2025-06-01" })).toEqual(ferry);
      expect(await articlesFor({ phrases: ["old  Clocks"] })).toEqual(ferry);
      expect(await articlesFor({ phrases: ["clocks old"] })).toEqual(new Set());
      // "clockmaker" is another word; with both gone, only what is left of the ferry's article passes.
      expect(await articlesFor({ without: ["clocks"] })).toEqual(new Set([...ferry, ...clock]));
      expect(await articlesFor({ without: ["clocks", "clockmaker"] })).toEqual(ferry);
      expect(await articlesFor({ sources: ["nowhere"] })).toEqual(new Set());
      // However few are asked for, what passes is found.
      expect(await articlesFor({ sources: ["harbour.example"] }, 1)).toEqual(ferry);
    });
  });
}
