// Which articles are there, and what does each say?
import { createRoute } from "@hono/zod-openapi";
import { NotFoundError } from "../../errors.ts";
import type { Engine } from "../../search/search.ts";
import type { GenerationInfo } from "../../store/store.ts";
import { type FromGeneration, fromGeneration } from "../generation.ts";
import { ArticleId, ArticleQuery } from "../parameters.ts";
import { checkedRoutes, problems, UNCHANGED } from "../problems.ts";
import { ArticlePageSchema, WholeArticleSchema } from "../schemas.ts";

const list = createRoute({
  method: "get",
  path: "/api/articles",
  operationId: "listArticles",
  summary: "List the articles",
  request: { query: ArticleQuery },
  responses: {
    200: { description: "A page of articles.", content: { "application/json": { schema: ArticlePageSchema } } },
    ...UNCHANGED,
    ...problems(400, 503),
  },
});

const one = createRoute({
  method: "get",
  path: "/api/articles/{id}",
  operationId: "readArticle",
  summary: "Read an article",
  request: { params: ArticleId },
  responses: {
    200: { description: "The article.", content: { "application/json": { schema: WholeArticleSchema } } },
    ...UNCHANGED,
    ...problems(404, 503),
  },
});

export function articleRoutes(engine: Engine) {
  const routes = checkedRoutes<FromGeneration>();
  routes.use("/api/articles/*", fromGeneration(engine));
  return routes
    .openapi(list, async (c) => {
      const { offset, limit, source: sources, after = null, before = null } = c.req.valid("query");
      const generation = c.get("generation");
      const found = await generation.articles({ offset, limit: limit + 1, filter: { sources, after, before } });
      const next = found.length > limit ? offset + limit : null;
      return c.json({ articles: found.slice(0, limit), next, index: indexOf(generation.info) }, 200);
    })
    .openapi(one, async (c) => {
      const { id } = c.req.valid("param");
      const article = await c.get("generation").article(id);
      if (!article) throw new NotFoundError(`There is no article ${id}; GET /api/articles lists those there are.`);
      return c.json(article, 200);
    });
}

function indexOf({ generation, articles, passages, settings }: GenerationInfo) {
  return { generation, articles, passages, model: settings.model };
}
