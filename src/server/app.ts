// What does the server answer with? The order in which a request goes through its parts.
import { Hono } from "hono";
import { cors } from "hono/cors";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import type { Embedder } from "../embedding/embedder.ts";
import { ServedQuestions } from "../embedding/served-questions.ts";
import { Building } from "../indexing/building.ts";
import { pageRoutes } from "../page/routes.tsx";
import type { Engine } from "../search/search.ts";
import { apiRoutes } from "./api.ts";
import { docsRoutes } from "./docs.tsx";
import { safeHeaders } from "./guards/headers.ts";
import { ownHost } from "./guards/hosts.ts";
import { Keys } from "./guards/keys.ts";
import { rateLimit } from "./guards/rate-limit.ts";
import { mcpRoutes } from "./mcp/routes.ts";
import { Metrics } from "./metrics.ts";
import { type ObservedRequest, observe } from "./observe.ts";
import { LOCAL, type ServerOptions } from "./options.ts";
import { onError, onMethodNotAllowed, onNotFound } from "./problems.ts";

export interface Served extends Engine {
  readonly embedder: Embedder;
  /** What is told of an index that this process builds. */
  readonly building?: Building;
}

export function createApp(
  { store, embedder, building = new Building() }: Served,
  wishes: Partial<ServerOptions> = {},
): Hono<ObservedRequest> {
  const options = { ...LOCAL, ...wishes };
  const questions = new ServedQuestions(embedder);
  const engine = { store: building.telling(store), embedder: questions };
  const metrics = new Metrics({ store }, questions);
  const keys = new Keys(options.apiKeys);
  const app = new Hono<ObservedRequest>();
  app.use(requestId());
  app.use(observe(metrics, options));
  app.use(safeHeaders);
  app.use(ownHost(options));
  if (options.origins.length > 0)
    app.use(cors({ origin: [...options.origins], exposeHeaders: ["ETag", "Retry-After", "X-Request-Id"] }));
  if (options.requestsPerMinute > 0) app.use(rateLimit(options.requestsPerMinute, keys));
  if (options.apiKeys.length > 0) app.use(keys.guard());
  app.use(methodNotAllowed({ app, onMethodNotAllowed }));
  const api = apiRoutes(engine);
  app.route("/", api);
  app.route("/", docsRoutes(api));
  app.route("/", mcpRoutes(engine));
  app.route("/", pageRoutes(engine, building));
  app.get("/metrics", async (c) => {
    const { body, type } = await metrics.text();
    return c.body(body, 200, { "content-type": type });
  });
  app.onError(onError(options.log));
  app.notFound(onNotFound);
  return app;
}
