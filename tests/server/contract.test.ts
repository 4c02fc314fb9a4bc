import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/server/app.ts";
import { AnswerSchema, ArticlePageSchema, ProblemSchema, WholeArticleSchema } from "../../src/server/schemas.ts";
import { SmallIndex } from "../support/small-index.ts";
import { StandInEmbedder } from "../support/stand-in-embedder.ts";

describe("the HTTP API", () => {
  let index: SmallIndex;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    index = await SmallIndex.make();
    app = createApp(index);
  });
  afterAll(() => index.remove());

  const get = async (path: string) => {
    const response = await app.request(path);
    return { status: response.status, body: await response.json() };
  };
  const post = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
    app.request("/api/search", { method: "POST", body, headers });

  it("answers a question with passages, their places and the index", async () => {
    const { status, body: json } = await get("/api/search?q=When+does+the+ferry+leave%3F&limit=2");
    expect(status).toBe(200);
    const body = AnswerSchema.parse(json);
    expect(body).toMatchObject({
      question: "When does the ferry leave?",
      answered: expect.any(Boolean),
      confidence: expect.any(Number),
      took_ms: expect.any(Number),
      index: { generation: 1, articles: 3, passages: expect.any(Number), model: "stand-in" },
    });
    expect(body.passages).toHaveLength(2);
    const [best] = body.passages;
    expect(best.text).toContain("The ferry to Odesa leaves at dawn.");
    expect(best.sentence.text).toBe("The ferry to Odesa leaves at dawn.");
    expect(best.evidence).toEqual({
      cosine: expect.any(Number),
      closeness: expect.any(Number),
      passageKeywords: expect.any(Number),
      articleKeywords: expect.any(Number),
    });
    expect(best.source).toEqual({
      article: expect.any(String),
      title: "Ferry to Odesa",
      path: "harbour/ferry.md",
      url: "https://harbour.example/ferry",
      site: "harbour.example",
      published: "2025-03-02",
      start: best.source.start,
      end: best.source.start + best.text.length,
      paragraph: 1,
    });
    const article = WholeArticleSchema.parse((await get(`/api/articles/${best.source.article}`)).body);
    expect(article.text.slice(best.source.start, best.source.end)).toBe(best.text);
    expect(article.text.slice(best.sentence.start, best.sentence.end)).toBe(best.sentence.text);
  });

  it("answers a posted question as it answers the same in the address, but for the time it took", async () => {
    const posted = await post('{"question":" Why is bread dear? ","limit":3}');
    expect(posted.status).toBe(200);
    const answer = AnswerSchema.parse(await posted.json());
    const asked = AnswerSchema.parse((await get("/api/search?q=Why+is+bread+dear%3F&limit=3")).body);
    expect(answer).toEqual({ ...asked, took_ms: answer.took_ms });
  });

  it("lists the articles by path, a page at a time", async () => {
    const page = ArticlePageSchema.parse((await get("/api/articles?limit=2")).body);
    expect(page.articles.map(({ path }) => path)).toEqual(["harbour/ferry.md", "town/bread.txt"]);
    expect(page.next).toBe(2);
    const rest = ArticlePageSchema.parse((await get("/api/articles?limit=2&offset=2")).body);
    expect(rest.articles).toMatchObject([{ path: "town/clock.md", site: "town.example", author: null }]);
    expect(rest.next).toBeNull();
  });

  it("is alive and ready", async () => {
    expect(await get("/healthz")).toEqual({ status: 200, body: { status: "ok" } });
    expect(await get("/readyz")).toEqual({ status: 200, body: { status: "ready", generation: 1 } });
  });

  const LONG = "a".repeat(2001);
  const wrong: [name: string, status: number, detail: RegExp, request: () => Response | Promise<Response>][] = [
    ["no question", 400, /question is missing/, () => app.request("/api/search")],
    ["an empty question", 400, /question is empty/, () => app.request("/api/search?q=+%20")],
    ["a long question", 400, /longer than 2000/, () => app.request(`/api/search?q=${LONG}`)],
    ["a limit of 0", 400, /limit: takes a whole number from 1 to 50/, () => app.request("/api/search?q=a&limit=0")],
    ["a limit of 51", 400, /limit: takes a whole number/, () => app.request("/api/search?q=a&limit=51")],
    ["a limit in words", 400, /limit: takes a whole number/, () => app.request("/api/search?q=a&limit=five")],
    ["a body that is not JSON", 400, /not JSON; send \{"question"/, () => post("{")],
    ["a body without a question", 400, /question is missing/, () => post("{}")],
    ["a long question in a body", 400, /longer than 2000/, () => post(JSON.stringify({ question: LONG }))],
    ["a limit that is text in a body", 400, /limit: takes/, () => post('{"question":"a","limit":"5"}')],
    ["a body over 64 KiB", 413, /65536 bytes/, () => post(JSON.stringify({ question: "a".repeat(66_000) }))],
    ["a body of another type", 415, /./, () => post("question=a", { "content-type": "text/plain" })],
    ["an unknown article", 404, /no article nobody/, () => app.request("/api/articles/nobody")],
    ["an unknown route", 404, /nothing at \/api\/nowhere/, () => app.request("/api/nowhere")],
    [
      "a wrong method",
      405,
      /takes GET, HEAD, POST, not DELETE/,
      () => app.request("/api/search", { method: "DELETE" }),
    ],
  ];
  it.each(wrong)("answers %s with a problem", async (_, status, detail, request) => {
    const response = await request();
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const body = ProblemSchema.parse(await response.json());
    expect(body).toEqual({
      type: "about:blank",
      title: expect.any(String),
      status,
      detail: expect.stringMatching(detail),
    });
    expect(body.title).not.toBe("Error");
  });

  it("names the methods that a route takes", async () => {
    expect((await app.request("/healthz", { method: "POST" })).headers.get("allow")).toBe("GET, HEAD");
  });

  it("says what to do where nothing is indexed", async () => {
    const nothing = await SmallIndex.make({});
    for (const path of ["/api/search?q=a", "/api/articles", "/api/articles/x", "/readyz"]) {
      const response = await createApp(nothing).request(path);
      expect(response.status, path).toBe(503);
      expect(ProblemSchema.parse(await response.json()).detail).toContain("npm run index");
    }
    expect((await createApp(nothing).request("/healthz")).status).toBe(200);
    await nothing.remove();
  });

  it("tells nothing of what went wrong inside, but an id that is in the log", async () => {
    const lines: string[] = [];
    const embedder = new StandInEmbedder();
    embedder.question = () => Promise.reject(new Error("at /secret/place"));
    const broken = createApp(
      { store: index.store, embedder },
      { log: pino({}, { write: (line: string) => lines.push(line) }) },
    );
    const response = await broken.request("/api/search?q=a");
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain("secret");
    const id = response.headers.get("x-request-id") ?? "";
    expect(text).toContain(id);
    expect(lines.filter((line) => line.includes(id)).join()).toContain("at /secret/place");
  });
});
