// The whole path with the real model over the seeds: indexing, asking, and the same again.
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { indexInto, type OpenEngine, openEngine, SEEDS } from "../../scripts/wiring.ts";
import { findRoot } from "../../src/article/files.ts";
import { ON_TOPIC_QUESTIONS } from "../../src/evaluation/on-topic-questions.ts";
import { ask } from "../../src/search/search.ts";
import { EmbeddedStore } from "../../src/store/embedded/store.ts";
import { everyRow } from "../support/index-folder.ts";

/** Questions of our own, the article that answers (by the start of its name), and words of the passage that does. */
const QUESTIONS: readonly (readonly [question: string, article: string, words: string])[] = [
  ["How long is the proposed pause in hostilities?", "000", "proposes a 30-day pause in hostilities"],
  ["Which village did Moscow claim to have captured?", "000", "captured the village of Stepove"],
  ["How many people lost power in Odesa?", "000", "leaving around 500 people without electricity"],
  ["How much of Ukraine's territory does Russia control?", "000", "controlled around 20% of Ukraine’s territory"],
  ["How many prisoners will be swapped?", "001", "agreed on a swap of 1,000 prisoners"],
  ["Who is a pessimist when it comes to sanctions?", "001", "a pessimist when it comes to sanctions"],
  ["Which senator said Putin is playing Trump like a fiddle?", "001", "He’s playing this president like a fiddle"],
  ["How many words did the Kremlin's summary have?", "003", "notably lengthy at 500 words"],
  ["What did Tatiana Stanovaya say Putin is achieving?", "004", "Putin is achieving what he always wanted"],
  ["What did Kozyrev call the ceasefire?", "004", "selective and vague"],
];

describe("the seeds", () => {
  let folder: string;
  let engine: OpenEngine;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "askwire-seeds-"));
    engine = await openEngine({ index: join(folder, "index"), model: {} });
    await indexInto(engine, [await findRoot(SEEDS)]);
  });
  afterAll(async () => {
    await engine.close();
    await rm(folder, { recursive: true });
  });

  it.each(QUESTIONS)("answer: %s", async (text, article, words) => {
    const { passages, answered } = await ask(engine, { text, limit: 3 });
    expect(answered).toBe(true);
    expect(passages[0].source.path.startsWith(article)).toBe(true);
    expect(passages[0].text).toContain(words);
    // The sentence that answers is the one that holds the words, and stands where it is said to stand.
    expect(passages[0].sentence.text).toContain(words.split(" ").slice(0, 2).join(" "));
    const { sentence, source } = passages[0];
    expect(passages[0].text.slice(sentence.start - source.start, sentence.end - source.start)).toBe(sentence.text);
  });

  it("fold the two rewrites of one report where they tell the same: the ice hockey", async () => {
    const { passages } = await ask(engine, { text: "What did they say about ice hockey?", limit: 5 });
    const [best] = passages;
    const told = [best.source.path, ...best.alsoIn.map(({ source }) => source.path)].map((path) => path.slice(0, 3));
    expect(told.sort()).toEqual(["002", "003"]);
    expect(best.text).toContain("ice hockey");
    expect(best.alsoIn[0].text).toContain("ice hockey");
    expect(best.alsoIn[0].similarity).toBeGreaterThan(0.85);
  });

  it("say of what they do not tell that they do not", async () => {
    for (const text of ["What is the recipe for a Waldorf salad?", "Who won the chess match in Reykjavik?"]) {
      const { answered, confidence, passages } = await ask(engine, { text, limit: 3 });
      expect({ text, answered }).toEqual({ text, answered: false });
      expect(confidence).toBeLessThan(0.2);
      expect(passages).toHaveLength(3);
    }
  });

  it("give each question the same answer again", async () => {
    for (const text of ON_TOPIC_QUESTIONS.slice(0, 4)) {
      const first = await ask(engine, { text, limit: 10 });
      expect(await ask(engine, { text, limit: 10 })).toEqual(first);
    }
  });

  it("make the same index again, wherever the files lie and in whatever portions they came", async () => {
    const copy = join(folder, "articles");
    await cp(SEEDS, copy, { recursive: true });
    const store = new EmbeddedStore({ folder: join(folder, "again") });
    const again = { ...engine, store };
    const [first] = [...QUESTIONS];
    await rm(join(copy, "000_a648c7ec1a727d2b.txt"));
    await indexInto(again, [await findRoot(copy)]);
    await cp(SEEDS, copy, { recursive: true });
    await indexInto(again, [await findRoot(copy)]);
    const answer = await ask(again, { text: first[0], limit: 10 });
    const expected = await ask(engine, { text: first[0], limit: 10 });
    expect(answer.passages).toEqual(expected.passages);
    await store.close();
  });

  it("are found again after the graph was damaged, and it is said", async () => {
    const damaged = join(folder, "damaged");
    await cp(join(folder, "index"), damaged, { recursive: true });
    await writeFile(join(damaged, "generation-1.hnsw"), "nothing of the kind");
    const notices: string[] = [];
    const store = new EmbeddedStore({ folder: damaged, onNotice: (notice) => notices.push(notice) });
    const [text] = QUESTIONS[0];
    const answer = await ask({ store, embedder: engine.embedder }, { text, limit: 5 });
    expect(answer).toEqual(await ask(engine, { text, limit: 5 }));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/missing or damaged; they are made again/);
    await store.close();
    expect(everyRow(damaged)).toEqual(everyRow(join(folder, "index")));
  });
});
