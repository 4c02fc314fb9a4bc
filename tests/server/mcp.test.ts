// The tools for assistants, tried with the protocol's own client.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/server/app.ts";
import { SmallIndex } from "../support/small-index.ts";

describe("the tools over HTTP", () => {
  let index: SmallIndex;
  let client: Client;
  beforeAll(async () => {
    index = await SmallIndex.make();
    const app = createApp(index);
    client = new Client({ name: "test", version: "1.0.0" });
    const fetch = async (url: string | URL, init?: RequestInit) => app.request(String(url), init);
    const transport = new StreamableHTTPClientTransport(new URL("http://localhost/mcp"), { fetch });
    await client.connect(transport as Parameters<Client["connect"]>[0]);
  });
  afterAll(async () => {
    await client.close();
    await index.remove();
  });

  const call = async (name: string, args: Record<string, unknown>) =>
    (await client.callTool({ name, arguments: args })) as CallToolResult;
  const textOf = ({ content }: CallToolResult) => content.map((part) => (part.type === "text" ? part.text : "")).join();

  it("are named and described, with what they take", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["search_passages", "read_article"]);
    expect(tools[0].inputSchema.required).toEqual(["question"]);
    expect(Object.keys(tools[0].inputSchema.properties ?? {})).toContain("min_confidence");
  });

  it("search passages and read the article of one", async () => {
    const answer = await call("search_passages", {
      question: "Why had the clock stopped?",
      limit: 1,
      source: ["town/"],
    });
    const { passages } = JSON.parse(textOf(answer));
    expect(answer.structuredContent).toMatchObject({ passages, index: { generation: 1 } });
    expect(passages).toMatchObject([{ source: { path: "town/clock.md" } }]);
    const article = await call("read_article", { id: passages[0].source.article });
    expect(article.structuredContent).toMatchObject({ title: "The town clock", site: "town.example" });
  });

  it("check what they are given as the HTTP API does", async () => {
    for (const args of [{}, { question: " " }, { question: "a", limit: 51 }, { question: "a", after: "soon" }])
      expect((await call("search_passages", args)).isError, JSON.stringify(args)).toBe(true);
    const nobody = await call("read_article", { id: "nobody" });
    expect(nobody.isError).toBe(true);
    expect(textOf(nobody)).toContain("There is no article nobody");
  });
});
