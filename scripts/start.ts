// npm start: the server.
import { serve } from "@hono/node-server";
import { findRoot } from "../src/article/files.ts";
import { AskwireError } from "../src/errors.ts";
import { createApp } from "../src/server/app.ts";
import { commandLine, environment, main, wholeNumber } from "./command.ts";
import { indexInto, openEngine, SEEDS } from "./wiring.ts";

const HELP = `npm start -- [options]

Serves the search page and the HTTP API. Where there is no index yet, the articles in seeds/ are indexed first.

  --index DIR   the index to serve (default: ASKWIRE_INDEX, or index/)
  --host H      address to listen on (default: ASKWIRE_HOST, or 127.0.0.1)
  --port N      port to listen on, 0 for any that is free (default: ASKWIRE_PORT, or 3000)
  -h, --help    this text`;

await main(async () => {
  const { values } = commandLine(HELP, {
    index: { type: "string", default: environment.index },
    host: { type: "string", default: environment.host },
    port: { type: "string", default: environment.port },
  });
  const port = wholeNumber("--port", values.port, 0, 65_535);
  const engine = await openEngine({ index: values.index, model: environment.model });
  if (!(await engine.store.current())) {
    console.log(`There is no index in ${values.index} yet: indexing the articles in seeds/ first.`);
    const { articles, passages, seconds } = await indexInto(engine, [await findRoot(SEEDS)]);
    console.log(`Indexed ${articles.read} articles, ${passages} passages, in ${seconds.toFixed(1)} s.`);
  }
  await listen(createApp(engine).fetch, values.host, port);
  return 0;
});

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  hostname: string,
  port: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, (info) => {
      const host = hostname.includes(":") ? `[${hostname}]` : hostname;
      console.log(`Askwire answers at http://${host}:${info.port}`);
      resolve();
    });
    server.on("error", (error: NodeJS.ErrnoException) => {
      const inUse = `Port ${port} on ${hostname} is in use: stop what listens there, or choose another with --port.`;
      reject(
        new AskwireError(
          error.code === "EADDRINUSE" ? inUse : `Cannot listen on ${hostname}:${port}: ${error.message}.`,
        ),
      );
    });
  });
}
