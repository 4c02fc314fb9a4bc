import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/server/app.ts";
import {
  AnswerSchema,
  AnswersSchema,
  ArticlePageSchema,
  PassageSchema,
  ProblemSchema,
  SimilarSchema,
} from "../../src/server/schemas.ts";
import { SmallIndex } from "../support/small-index.ts";

describe("asking over HTTP", () => {
  let index: SmallIndex;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    index = await SmallIndex.make();
    app = createApp(index);
  });
  afterAll(() => index.remove());

  const get = async (path: string) => (await app.request(path)).json();
  const post = async (body: unknown) => {
    const headers = { "content-type": "application/json" };
    return app.request("/api/search", { method: "POST", body: JSON.stringify(body), headers });
  };
  const ask = async (query: string) => AnswerSchema.parse(await get(`/api/search?${query}`));
  const paths = async (query: string) => new Set((await ask(query)).passages.map(({ source }) => source.path));

  it("leaves out what comes before the offset", async () => {
    const all = await ask("q=storm&limit=50");
    const later = await ask("q=storm&limit=50&offset=1");
    expect(all.passages.length).toBe(3);
    expect(later.passages).toEqual(all.passages.slice(1));
  });

  const FERRY = "harbour/ferry.md";
  const CLOCK = "town/clock.md";
  const BREAD = "town/bread.txt";
  it.each([
    ["", [FERRY, CLOCK, BREAD]],
    ["&source=town.example", [CLOCK]],
    ["&source=town/", [CLOCK, BREAD]],
    ["&source=town.example&source=harbour", [CLOCK, FERRY]],
    ["&after=2025-03-02", [FERRY, CLOCK]],
    ["&after=2025-03-03", [CLOCK]],
    ["&before=2025-06-01T08:00:00Z", [FERRY]],
  ])("asks only what passes %j", async (filter, expected) => {
    expect(await paths(`q=storm&limit=50${filter}`)).toEqual(new Set(expected));
  });

  it("takes a phrase in quotation marks and a -word as commands", async () => {
    const held = await ask(`q=${encodeURIComponent('Who carries "old clocks"?')}`);
    expect(held.question).toBe('Who carries "old clocks"?');
    expect(held.passages.length).toBeGreaterThan(0);
    for (const { text } of held.passages) expect(text).toContain("old clocks");
    const without = await ask(`q=${encodeURIComponent("storm -flour")}&limit=50`);
    for (const { text } of without.passages) expect(text.toLowerCase()).not.toContain("flour");
  });

  it("says so where the filters leave nothing, and only there", async () => {
    expect((await ask("q=storm")).notice).toBeUndefined();
    const nothing = await ask("q=storm&source=nowhere");
    expect(nothing.passages).toEqual([]);
    expect(nothing.answered).toBe(false);
    expect(nothing.notice).toBe("No passage passes the filters; loosen them.");
  });

  it("keeps passages back where it is less sure than was asked for", async () => {
    const { confidence, passages } = await ask("q=zzyzx");
    expect(confidence).toBeLessThan(0.999);
    expect(passages.length).toBeGreaterThan(0);
    expect(await ask("q=zzyzx&min_confidence=0.999")).toMatchObject({ passages: [], answered: false, confidence });
    expect((await ask("q=zzyzx&min_confidence=0")).passages).toEqual(passages);
  });

  it("adds articles, vectors and an explanation where they are asked for", async () => {
    const plain = await ask("q=clock");
    expect(Object.keys(plain).sort()).toEqual(["answered", "confidence", "index", "passages", "question", "took_ms"]);
    const full = await ask("q=clock+-bread&include=article,vectors,explain&after=2025-01-01");
    expect(full.explain).toEqual({
      text: "clock",
      stems: ["clock"],
      phrases: [],
      without: ["bread"],
      sources: [],
      after: "2025-01-01",
      before: null,
    });
    for (const { vector, evidence, article, source, text } of full.passages) {
      const cosine = (full.vector ?? []).reduce((sum, value, d) => sum + value * (vector?.[d] ?? 0), 0);
      expect(cosine).toBeCloseTo(evidence.cosine, 4);
      expect(article?.text.slice(source.start, source.end)).toBe(text);
    }
  });

  it("answers many questions in their order, with one set of options", async () => {
    const questions = ["clock", "ferry", "bread", ...Array.from({ length: 97 }, (_, n) => `question ${n}`)];
    const { answers } = AnswersSchema.parse(await (await post({ questions, limit: 1, source: ["town/"] })).json());
    expect(answers.map(({ question }) => question)).toEqual(questions);
    expect(answers.map(({ passages }) => passages.length)).toEqual(questions.map(() => 1));
    const [clock] = answers;
    expect(clock).toEqual({ ...(await ask("q=clock&limit=1&source=town/")), took_ms: clock.took_ms });
  });

  it.each([
    [{ questions: [] }, /questions/],
    [{ questions: Array.from({ length: 101 }, () => "a") }, /questions/],
    [{ questions: ["a", " "] }, /questions\.1: The question is empty/],
    [{ question: "a", questions: ["b"] }, /not both/],
    [{ question: "-only -this" }, /^"-only -this" says only what must not occur/],
    [{ questions: ["a", "-b"] }, /^"-b" says only/],
    [[], /^The body is not an object; send/],
    [{ question: "a", after: "yesterday" }, /after: takes an ISO 8601/],
    [{ question: "a", before: "2025-13-01" }, /before: takes an ISO 8601/],
    [{ question: "a", before: "2025-02-31" }, /before: takes an ISO 8601/],
    [{ question: "a", source: "town/" }, /source: takes a site or the beginning of a path/],
    [{ question: "a", source: Array.from({ length: 101 }, () => "a") }, /source: .*up to 100/],
    [{ question: "a", include: ["everything"] }, /include\.0: takes any of/],
    [{ question: "a", offset: 151 }, /offset: takes a whole number from 0 to 150/],
    [{ question: "a", min_confidence: 2 }, /min_confidence: takes a number from 0 to 1/],
    [{ question: "a", limits: 2 }, /^limits is not a field of the body; \/docs lists/],
  ])("refuses %j in words", async (body, detail) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(ProblemSchema.parse(await response.json()).detail).toMatch(detail);
  });

  it.each([
    ["/api/search?q=a&q=b", /^q: takes one question/],
    ["/api/search?q=a&afer=2025-01-01", /^afer is not a parameter; \/docs lists/],
    ["/api/articles?limits=2", /^limits is not a parameter/],
    [`/api/search?q=a${"&source=b".repeat(600)}`, /^source: .*up to 100/],
    [`/api/articles?${"source=b&".repeat(600)}`, /^source: .*up to 100/],
  ])("refuses %.60s in words", async (path, detail) => {
    const response = await app.request(path);
    expect(response.status).toBe(400);
    expect(ProblemSchema.parse(await response.json()).detail).toMatch(detail);
  });

  it("takes dates as other languages write them, and what to include said twice", async () => {
    for (const after of ["2025-03-02T10:00:00.123456%2B00:00", "2025-03-02T10:00:00%2B14:00", "2024-02-29"])
      expect((await ask(`q=storm&after=${after}`)).passages.length, after).toBeGreaterThan(0);
    expect(await ask("q=clock&include=vectors&include=explain")).toHaveProperty("explain");
  });

  it("leaves out what holds a phrase behind a minus", async () => {
    const paths = (await ask(`q=${encodeURIComponent('storm -"old clocks"')}&limit=50`)).passages;
    expect(paths.length).toBeGreaterThan(0);
    for (const { text } of paths) expect(text).not.toContain("old clocks");
  });

  it("does not say that nothing passes where the page asked for lies behind the last", async () => {
    expect(await ask("q=storm&source=town/&offset=100")).not.toHaveProperty("notice");
  });

  it("reads a passage, and finds what is like it", async () => {
    const { passages } = await ask("q=clock+stopped");
    const [{ id, text, source }] = passages;
    const passage = PassageSchema.parse(await get(`/api/passages/${id}`));
    expect(passage).toMatchObject({ id, text, source });
    expect(
      passage.sentences.map(({ start, end }) => text.slice(start - source.start, end - source.start)).join(" "),
    ).toBe(text.replace(/\s+/g, " "));
    const similar = SimilarSchema.parse(await get(`/api/passages/${id}/similar?limit=50`)).passages;
    expect(similar.map((other) => other.source.path)).toHaveLength(2);
    expect(similar.map((other) => other.id)).not.toContain(id);
    expect(similar[0].similarity).toBeGreaterThanOrEqual(similar[1].similarity);
    expect((await app.request("/api/passages/nobody-0")).status).toBe(404);
    expect((await app.request("/api/passages/nobody-0/similar")).status).toBe(404);
  });

  it("lists the articles that pass a filter", async () => {
    const listed = ArticlePageSchema.parse(await get("/api/articles?source=town/&after=2025-01-01"));
    expect(listed.articles.map(({ path }) => path)).toEqual([CLOCK]);
  });

  it("sends what is stored once a generation", async () => {
    const own = await SmallIndex.make();
    const served = createApp(own);
    const first = await served.request("/api/articles");
    const etag = first.headers.get("etag") ?? "";
    const again = await served.request("/api/articles", { headers: { "if-none-match": `"x", ${etag}` } });
    expect(again.status).toBe(304);
    for (const seen of ["*", etag.replace("W/", ""), `"x", ${etag.replace("W/", "")}`])
      expect((await served.request("/api/articles", { headers: { "if-none-match": seen } })).status, seen).toBe(304);
    const headers = { "if-none-match": etag };
    expect((await served.request("/api/articles/nobody", { headers })).status).toBe(404);
    expect((await served.request("/api/articles?limit=0", { headers })).status).toBe(400);
    expect((await served.request("/api/articles", { method: "PUT", headers })).status).toBe(405);
    expect(await again.text()).toBe("");
    expect((await served.request("/api/articles/nobody")).headers.get("etag")).toBeNull();
    await own.publish({ "late.txt": "The lighthouse was painted white." });
    await expect
      .poll(async () => (await served.request("/api/articles", { headers: { "if-none-match": etag } })).status)
      .toBe(200);
    await own.remove();
  });
});
