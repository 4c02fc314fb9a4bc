// How does an assistant reach the tools over HTTP? Each request by itself: there is no session to keep.
import { Hono } from "hono";
import type { Engine } from "../../search/search.ts";
import { bounded } from "../guards/body.ts";
import { problem } from "../problems.ts";

export function mcpRoutes(engine: Engine): Hono {
  return new Hono().post("/mcp", bounded, async (c) => {
    // Loaded when it is first needed: the protocol's library takes longer to load than all the rest of the server.
    const [{ mcpServer }, { WebStandardStreamableHTTPServerTransport }] = await Promise.all([
      import("./server.ts"),
      import("@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js"),
    ]);
    const body: unknown = await c.req.raw
      .clone()
      .json()
      .catch(() => undefined);
    if (Array.isArray(body)) return problem(c, 400, "Send one message in a request: the protocol has no batches.");
    const server = mcpServer(engine, c.req.raw.signal);
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    try {
      return await transport.handleRequest(c.req.raw, { parsedBody: body });
    } finally {
      await server.close();
    }
  });
}
