// What does the server answer with? The order in which a request goes through its parts.
import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { pageRoutes } from "../page/routes.tsx";
import type { Engine } from "../search/search.ts";
import { apiRoutes } from "./api.ts";
import { onError, onMethodNotAllowed, onNotFound } from "./problems.ts";

export function createApp(engine: Engine): Hono {
  const app = new Hono();
  app.use(methodNotAllowed({ app, onMethodNotAllowed }));
  app.route("/", apiRoutes(engine));
  app.route("/", pageRoutes(engine));
  app.onError(onError);
  app.notFound(onNotFound);
  return app;
}
