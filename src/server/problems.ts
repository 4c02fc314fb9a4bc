// How is an error told over HTTP? As a problem document (RFC 9457), in one place.
import { randomUUID } from "node:crypto";
import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AskwireError, IndexMismatchError, NoIndexError, QuestionError } from "../errors.ts";

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad request",
  404: "Not found",
  405: "Method not allowed",
  413: "Too large",
  500: "Internal error",
  503: "Not ready",
};

function problem(c: Context, status: ContentfulStatusCode, detail: string, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ type: "about:blank", title: TITLES[status] ?? "Error", status, detail });
  return c.body(body, status, { "content-type": "application/problem+json", ...headers });
}

export const onError: ErrorHandler = (error, c) => {
  if (error instanceof QuestionError) return problem(c, 400, error.message);
  if (error instanceof NoIndexError || error instanceof IndexMismatchError) return problem(c, 503, error.message);
  if (error instanceof AskwireError) return problem(c, 503, error.message);
  if (error instanceof HTTPException) return problem(c, error.status as ContentfulStatusCode, error.message);
  const id = randomUUID();
  console.error(`error ${id}:`, error);
  return problem(c, 500, `Something went wrong that is not your fault; it is logged as ${id}.`);
};

export const onNotFound: NotFoundHandler = (c) => problem(c, 404, `There is nothing at ${c.req.path}.`);
