// npm start: the server.
import { setFlagsFromString } from "node:v8";
import pino from "pino";
import { findRoot } from "../src/article/files.ts";
import { AskwireError, UsageError } from "../src/errors.ts";
import { Building } from "../src/indexing/building.ts";
import { serverOptions } from "../src/server/options.ts";
import { commandLine, environment, main, wholeNumber } from "./command.ts";
import { whereIndex } from "./open-store.ts";
import { indexInto, type OpenEngine, openEngine, SEEDS } from "./wiring.ts";

const HELP = `npm start -- [options]

Serves the search page and the HTTP API. Where there is no index yet, the articles in seeds/ are
indexed meanwhile.

  --index DIR   the index to serve (default: ASKWIRE_INDEX, or index/)
  --host H      address to listen on (default: ASKWIRE_HOST, or 127.0.0.1)
  --port N      port to listen on, 0 for any that is free (default: ASKWIRE_PORT, or 3000)
  --public      let everyone ask who reaches the address, without a key
  -h, --help    this text

Environment, each a list with commas between where it can be several:
  ASKWIRE_API_KEYS       keys that whoever asks has to bring (Authorization: Bearer KEY)
  ASKWIRE_HOSTS          more names by which the server may be called
  ASKWIRE_ORIGINS        origins of other sites whose pages may ask, such as https://news.example
  ASKWIRE_RATE_LIMIT     requests a minute of each key or address (default: none on this machine, else 600)
  ASKWIRE_LOG            level of the log: silent, error, info (default: info)
  ASKWIRE_LOG_QUESTIONS  1 to log questions too`;

const LOG_LEVELS = ["silent", "error", "info"];

// The heap may grow by half of what is in use before garbage is collected, where V8 would let it grow much further: memory
// stays where it was through 10,000 malformed requests and ten times the load (tests/whole/malformed, npm run bench -- http).
// And marking begins near the end of that half, where V8 would begin again as soon as it has done with a heap of this size.
setFlagsFromString("--heap-growing-percent=50");
setFlagsFromString("--incremental-marking-soft-trigger=90");
setFlagsFromString("--incremental-marking-hard-trigger=95");

await main(async () => {
  const { values } = commandLine(HELP, {
    index: { type: "string", default: environment.index },
    host: { type: "string", default: environment.host },
    port: { type: "string", default: environment.port },
    public: { type: "boolean", default: false },
  });
  const port = wholeNumber("--port", values.port, 0, 65_535);
  const { ASKWIRE_RATE_LIMIT: rate, ASKWIRE_LOG: level = "info", ASKWIRE_LOG_QUESTIONS: questions } = process.env;
  if (!LOG_LEVELS.includes(level))
    throw new UsageError(`ASKWIRE_LOG is one of ${LOG_LEVELS.join(", ")}, not "${level}".`);
  const options = serverOptions({
    host: values.host,
    open: values.public,
    hosts: list("ASKWIRE_HOSTS"),
    origins: list("ASKWIRE_ORIGINS"),
    apiKeys: list("ASKWIRE_API_KEYS"),
    requestsPerMinute: rate ? wholeNumber("ASKWIRE_RATE_LIMIT", rate, 0, 100_000) : undefined,
    log: pino({ level }),
    logQuestions: questions === "1",
  });
  const engine = await openEngine({ index: values.index, model: environment.model });
  try {
    // Read only now: the model is loading meanwhile, in threads of its own.
    const [{ createApp }, { listen }] = await Promise.all([
      import("../src/server/app.ts"),
      import("../src/server/listen.ts"),
    ]);
    const empty = (await engine.store.current()) === null;
    const building = new Building();
    const { address, stop } = await listen(createApp({ ...engine, building }, options), { host: values.host, port });
    console.log(`Askwire answers at ${address}`);
    const stopping = new AbortController();
    const indexing = empty ? indexSeeds(engine, building, values.index, stopping.signal) : Promise.resolve();
    await new Promise((resolve) => process.once("SIGTERM", resolve).once("SIGINT", resolve));
    stopping.abort();
    await Promise.all([stop(), indexing]);
    return 0;
  } finally {
    await engine.close();
  }
});

function list(name: string): string[] {
  return (process.env[name] ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
}

/** Never throws: the server goes on, and its page says what was in the way. */
async function indexSeeds(engine: OpenEngine, building: Building, folder: string, signal: AbortSignal): Promise<void> {
  console.log(`There is no index in ${whereIndex(folder)} yet: indexing the articles in seeds/.`);
  try {
    const { articles, passages, seconds } = await building.follow(async (onProgress) =>
      indexInto(engine, [await findRoot(SEEDS)], { onProgress, signal }),
    );
    console.log(`Indexed ${articles.read} articles, ${passages} passages, in ${seconds.toFixed(1)} s.`);
  } catch (error) {
    console.error(error instanceof AskwireError ? error.message : error);
  }
}
