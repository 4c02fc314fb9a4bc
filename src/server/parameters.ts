// What may a request say? The schemas that check queries and bodies, each fault told in words.
import { z } from "@hono/zod-openapi";
import { SETTINGS } from "../settings.ts";

const { length, limit, maxLimit } = SETTINGS.question;

export const QuestionText = z
  .string('The question is missing: ask with ?q=..., or POST {"question": "..."}.')
  .refine((text) => text.trim() !== "", 'The question is empty: ask with ?q=..., or POST {"question": "..."}.')
  .max(length, `The question is longer than ${length} characters; ask in fewer.`)
  .openapi({
    description: `The question, in natural language; at most ${length} UTF-16 code units.`,
    example: "Who lost the election?",
    minLength: 1,
  });

/** A whole number of a query string; `fallback` where it is left out. */
export function numberParameter(from: number, to: number, fallback: number, description: string) {
  const wrong = `takes a whole number from ${from} to ${to}.`;
  return z
    .string()
    .regex(/^\d{1,9}$/, wrong)
    .transform(Number)
    .refine((number) => number >= from && number <= to, wrong)
    .default(fallback)
    .openapi({ type: "integer", minimum: from, maximum: to, default: fallback, description, example: fallback });
}

const LIMIT = `Passages wanted, 1 to ${maxLimit}.`;

export const SearchQuery = z.object({
  q: QuestionText,
  limit: numberParameter(1, maxLimit, limit, LIMIT),
});

export const SearchBody = z
  .object({
    question: QuestionText,
    limit: z
      .int(`takes a whole number from 1 to ${maxLimit}.`)
      .min(1, `takes a whole number from 1 to ${maxLimit}.`)
      .max(maxLimit, `takes a whole number from 1 to ${maxLimit}.`)
      .default(limit)
      .openapi({ description: LIMIT, example: limit }),
  })
  .openapi("Search", { description: "A question." });

export const ArticleQuery = z.object({
  limit: numberParameter(1, SETTINGS.server.maxArticles, SETTINGS.server.articles, "Articles wanted."),
  offset: numberParameter(0, 999_999_999, 0, "Articles to leave out at the beginning."),
});

export const ArticleId = z.object({
  id: z
    .string()
    .openapi({ param: { name: "id", in: "path" }, description: "Id of an article.", example: "3f1c2a9b7d4e" }),
});
