// Which routes are there?
import { Hono } from "hono";
import { pageRoutes } from "../page/routes.tsx";
import type { Engine } from "../search/search.ts";
import { apiRoutes } from "./api.ts";
import { onError, onNotFound } from "./problems.ts";

export function createApp(engine: Engine): Hono {
  const app = new Hono();
  app.route("/", apiRoutes(engine));
  app.route("/", pageRoutes(engine));
  app.onError(onError);
  app.notFound(onNotFound);
  return app;
}
