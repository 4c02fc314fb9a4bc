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
    const fields = tools.flatMap(({ inputSchema }) => Object.entries(inputSchema.properties ?? {}));
    expect(fields.map(([name]) => name)).toContain("min_confidence");
    for (const [name, field] of fields) expect(field, name).toHaveProperty("description");
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

  it("take one call in a request, so that nobody takes the places of all others", async () => {
    const message = { jsonrpc: "2.0", id: 1, method: "tools/list" };
    const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
    const send = (body: string) => createApp(index).request("/mcp", { method: "POST", headers, body });
    expect((await send(JSON.stringify([message, message]))).status).toBe(400);
    expect((await send(JSON.stringify(message))).status).toBe(200);
    expect(await (await send("{")).json()).toMatchObject({ error: { code: -32700 } });
  });
});
