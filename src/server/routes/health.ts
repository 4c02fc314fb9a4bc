// Does the process run, and can it answer?
import { createRoute } from "@hono/zod-openapi";
import { currentGeneration, type Engine } from "../../search/search.ts";
import { checkedRoutes, problems } from "../problems.ts";
import { AliveSchema, ReadySchema } from "../schemas.ts";

const alive = createRoute({
  method: "get",
  path: "/healthz",
  operationId: "alive",
  summary: "Is the process alive?",
  responses: {
    200: { description: "It is.", content: { "application/json": { schema: AliveSchema } } },
    ...problems(),
  },
});

const ready = createRoute({
  method: "get",
  path: "/readyz",
  operationId: "ready",
  summary: "Is an index loaded that can answer?",
  responses: {
    200: { description: "It is.", content: { "application/json": { schema: ReadySchema } } },
    ...problems(503),
  },
});

export function healthRoutes(engine: Engine) {
  return checkedRoutes()
    .openapi(alive, (c) => c.json({ status: "ok" as const }, 200))
    .openapi(ready, async (c) => {
      const { generation } = (await currentGeneration(engine)).info;
      return c.json({ status: "ready" as const, generation }, 200);
    });
}
