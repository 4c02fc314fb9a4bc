// What can be asked over HTTP? Every route of the API, and with them the type of its client.
import type { Engine } from "../search/search.ts";
import { checkedRoutes } from "./problems.ts";
import { articleRoutes } from "./routes/articles.ts";
import { healthRoutes } from "./routes/health.ts";
import { passageRoutes } from "./routes/passages.ts";
import { searchRoutes } from "./routes/search.ts";

export function apiRoutes(engine: Engine) {
  return checkedRoutes()
    .route("/", searchRoutes(engine))
    .route("/", articleRoutes(engine))
    .route("/", passageRoutes(engine))
    .route("/", healthRoutes(engine));
}

/** For Hono's client: `hc<Api>("http://127.0.0.1:3000")`. */
export type Api = ReturnType<typeof apiRoutes>;
