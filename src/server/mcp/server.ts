// What can an assistant do with the index? The tools of the Model Context Protocol, with the checks of the HTTP API.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { AskwireError, NotFoundError } from "../../errors.ts";
import { askerBehind, untilDeadline } from "../../search/deadline.ts";
import { currentGeneration, type Engine } from "../../search/search.ts";
import { answerTo } from "../asking.ts";
import { ArticleId, SearchTool } from "../parameters.ts";

/** One server a conversation; it keeps nothing. `client` is aborted when whoever asks has gone. */
export function mcpServer(engine: Engine, client?: AbortSignal): McpServer {
  const server = new McpServer({ name: "askwire", version: "1.0.0" });
  const annotations = { readOnlyHint: true, openWorldHint: false };
  server.registerTool(
    "search_passages",
    {
      title: "Search passages",
      description:
        "Finds the passages of the indexed news articles that answer a question, best first, each with its source. Look at `answered` and `confidence` before you rely on them.",
      inputSchema: SearchTool,
      annotations,
    },
    ({ question, ...options }, { signal }) => {
      const gone = client ? AbortSignal.any([client, signal]) : signal;
      return told(() => untilDeadline(askerBehind(gone), (end) => answerTo(engine, question.trim(), options, end)));
    },
  );
  server.registerTool(
    "read_article",
    {
      title: "Read an article",
      description: "The whole text of an article, with what is known of it and the places of its passages.",
      inputSchema: ArticleId,
      annotations,
    },
    ({ id }) => told(() => articleOf(engine, id)),
  );
  return server;
}

async function articleOf(engine: Engine, id: string): Promise<object> {
  const article = await (await currentGeneration(engine)).article(id);
  if (!article) throw new NotFoundError(`There is no article ${id}; search_passages names them as source.article.`);
  return article;
}

/** A known error is told to the assistant, who can mend its question; any other stays in here. */
async function told(work: () => Promise<object>): Promise<CallToolResult> {
  try {
    const result = await work();
    return { content: [{ type: "text", text: JSON.stringify(result) }], structuredContent: { ...result } };
  } catch (error) {
    const text = error instanceof AskwireError ? error.message : "Something went wrong in Askwire.";
    return { content: [{ type: "text", text }], isError: true };
  }
}
