// How are questions asked over HTTP?
import { createRoute } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import type { Answer } from "../../search/answer.ts";
import { ask, type Engine, type Question } from "../../search/search.ts";
import { SETTINGS } from "../../settings.ts";
import { SearchBody, SearchQuery } from "../parameters.ts";
import { checkedRoutes, problem, problems } from "../problems.ts";
import { AnswerSchema } from "../schemas.ts";

const answer = {
  description: "The passages that answer best.",
  content: { "application/json": { schema: AnswerSchema } },
};

const byQuery = createRoute({
  method: "get",
  path: "/api/search",
  operationId: "search",
  summary: "Ask a question",
  request: { query: SearchQuery },
  responses: { 200: answer, ...problems(400, 503) },
});

const { body: maxSize } = SETTINGS.server;

const byBody = createRoute({
  method: "post",
  path: "/api/search",
  operationId: "searchByBody",
  summary: "Ask a question in a body",
  middleware: [
    bodyLimit({ maxSize, onError: (c) => problem(c, 413, `The body is longer than ${maxSize} bytes; send less.`) }),
  ] as const,
  request: { body: { required: true, content: { "application/json": { schema: SearchBody } } } },
  responses: { 200: answer, ...problems(400, 413, 415, 503) },
});

export function searchRoutes(engine: Engine) {
  return checkedRoutes()
    .openapi(byQuery, async (c) => {
      const { q, limit } = c.req.valid("query");
      return c.json(await timed(engine, { text: q.trim(), limit }), 200);
    })
    .openapi(byBody, async (c) => {
      const { question, limit } = c.req.valid("json");
      return c.json(await timed(engine, { text: question.trim(), limit }), 200);
    });
}

async function timed(engine: Engine, question: Question): Promise<Answer & { took_ms: number }> {
  const started = performance.now();
  const answer = await ask(engine, question);
  return { ...answer, took_ms: Math.round((performance.now() - started) * 10) / 10 };
}
