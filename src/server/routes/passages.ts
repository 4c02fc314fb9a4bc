// What is in a passage, and what is like it?
import { createRoute } from "@hono/zod-openapi";
import { NotFoundError } from "../../errors.ts";
import { type Engine, sourceOf } from "../../search/search.ts";
import { similarTo } from "../../search/similar.ts";
import { type FromGeneration, fromGeneration } from "../generation.ts";
import { PassageId, SimilarQuery } from "../parameters.ts";
import { checkedRoutes, problems, UNCHANGED } from "../problems.ts";
import { PassageSchema, SimilarSchema } from "../schemas.ts";

const one = createRoute({
  method: "get",
  path: "/api/passages/{id}",
  operationId: "readPassage",
  summary: "Read a passage",
  request: { params: PassageId },
  responses: {
    200: { description: "The passage.", content: { "application/json": { schema: PassageSchema } } },
    ...UNCHANGED,
    ...problems(404, 503),
  },
});

const similar = createRoute({
  method: "get",
  path: "/api/passages/{id}/similar",
  operationId: "similarPassages",
  summary: "Find passages like this one",
  request: { params: PassageId, query: SimilarQuery },
  responses: {
    200: { description: "The nearest passages.", content: { "application/json": { schema: SimilarSchema } } },
    ...UNCHANGED,
    ...problems(400, 404, 503),
  },
});

export function passageRoutes(engine: Engine) {
  const routes = checkedRoutes<FromGeneration>();
  routes.use("/api/passages/*", fromGeneration(engine));
  return routes
    .openapi(one, async (c) => {
      const { id } = c.req.valid("param");
      const [passage] = await c.get("generation").passages([id]);
      if (!passage) throw unknown(id);
      const { text, sentences } = passage;
      return c.json({ id, text, sentences: [...sentences], source: sourceOf(passage) }, 200);
    })
    .openapi(similar, async (c) => {
      const { id } = c.req.valid("param");
      const passages = await similarTo(c.get("generation"), id, c.req.valid("query").limit);
      if (!passages) throw unknown(id);
      return c.json({ passages }, 200);
    });
}

function unknown(id: string): NotFoundError {
  return new NotFoundError(`There is no passage ${id}; answers and articles name those there are.`);
}
