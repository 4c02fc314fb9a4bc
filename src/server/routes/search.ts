// How are questions asked over HTTP?
import { createRoute, z } from "@hono/zod-openapi";
import { untilDeadline } from "../../search/deadline.ts";
import type { Engine } from "../../search/search.ts";
import { SETTINGS } from "../../settings.ts";
import { answerJson } from "../answer-cache.ts";
import { bounded } from "../guards/body.ts";
import { askerOf } from "../hang-up.ts";
import { type JsonOf, sendJson } from "../json.ts";
import type { ObservedRequest } from "../observe.ts";
import { SearchBody, SearchQuery } from "../parameters.ts";
import { checkedRoutes, problems } from "../problems.ts";
import { AnswerSchema, AnswersSchema } from "../schemas.ts";

const byQuery = createRoute({
  method: "get",
  path: "/api/search",
  operationId: "search",
  summary: "Ask a question",
  request: { query: SearchQuery },
  responses: {
    200: {
      description: "The passages that answer best.",
      content: { "application/json": { schema: AnswerSchema } },
    },
    ...problems(400, 503),
  },
});

const byBody = createRoute({
  method: "post",
  path: "/api/search",
  operationId: "searchByBody",
  summary: "Ask one question or many",
  middleware: [bounded] as const,
  request: { body: { required: true, content: { "application/json": { schema: SearchBody } } } },
  responses: {
    200: {
      description: "The answer; for `questions`, the answers in their order.",
      content: { "application/json": { schema: z.union([AnswerSchema, AnswersSchema]) } },
    },
    ...problems(400, 413, 415, 503),
  },
});

type AnswerBody = z.input<typeof AnswerSchema>;
type AnswersBody = z.input<typeof AnswersSchema>;

export function searchRoutes(engine: Engine) {
  return checkedRoutes<ObservedRequest>()
    .openapi(byQuery, async (c) => {
      const { q, ...options } = c.req.valid("query");
      c.set("asked", [q]);
      return sendJson(c, await untilDeadline(askerOf(c), (signal) => answerJson(engine, q.trim(), options, signal)));
    })
    .openapi(byBody, async (c) => {
      const { question, questions = [], ...options } = c.req.valid("json");
      c.set("asked", question === undefined ? questions : [question]);
      const json = await untilDeadline<Buffer<ArrayBuffer>>(askerOf(c), (signal) => {
        const answered = (text: string) => answerJson(engine, text.trim(), options, signal);
        return question === undefined ? inTurn(questions, answered) : answered(question);
      });
      return sendJson<AnswerBody | AnswersBody>(c, json);
    });
}

/** A few at a time: many questions of one request leave places for those of others. */
async function inTurn(
  questions: readonly string[],
  answered: (question: string) => Promise<JsonOf<AnswerBody>>,
): Promise<JsonOf<AnswersBody>> {
  const answers: JsonOf<AnswerBody>[] = [];
  for (let at = 0; at < questions.length; at += SETTINGS.server.atOnce)
    answers.push(...(await Promise.all(questions.slice(at, at + SETTINGS.server.atOnce).map(answered))));
  return Buffer.from(`{"answers":[${answers.map((each) => each.toString()).join(",")}]}`);
}
