// npm run mcp: the tools for an assistant on this machine, over standard input and output.
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { currentGeneration } from "../src/search/search.ts";
import { mcpServer } from "../src/server/mcp/server.ts";
import { commandLine, environment, main } from "./command.ts";
import { openEngine } from "./wiring.ts";

const HELP = `npm run --silent mcp -- [options]

Speaks the Model Context Protocol over standard input and output: tools to search passages and to read an article.

  --index DIR   the index to ask (default: ASKWIRE_INDEX, or index/)
  -h, --help    this text`;

await main(async () => {
  const { values } = commandLine(HELP, { index: { type: "string", default: environment.index } });
  const engine = await openEngine({ index: values.index, model: environment.model, workers: 1 });
  try {
    await currentGeneration(engine);
    await mcpServer(engine).connect(new StdioServerTransport());
    await new Promise((resolve) => process.stdin.once("end", resolve));
    return 0;
  } finally {
    await engine.close();
  }
});
