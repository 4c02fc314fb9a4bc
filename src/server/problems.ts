// How is an error told over HTTP? To a program as a problem document (RFC 9457), to a person as a page; in one place.
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, Env, ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode, StatusCode } from "hono/utils/http-status";
import type { Logger } from "pino";
import {
  AskwireError,
  NoIndexError,
  NotFoundError,
  OverloadedError,
  QuestionError,
  StoreUnavailableError,
} from "../errors.ts";
import { troublePage } from "../page/trouble.tsx";
import { HungUp } from "../search/deadline.ts";
import { isNavigation } from "./navigation.ts";
import type { ObservedRequest } from "./observe.ts";
import { ProblemSchema } from "./schemas.ts";

/** For the log and the metrics only, as nginx has it: the client closed the connection before it was answered. */
const CLIENT_CLOSED = 499;

const TITLES = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  413: "Too large",
  415: "Unsupported media type",
  429: "Too many requests",
  500: "Internal error",
  503: "Not ready",
} as const;

export function problem(
  c: Context,
  status: number,
  detail: string,
  headers: Record<string, string> = {},
): Response | Promise<Response> {
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  c.header("vary", "Accept", { append: true });
  if (isNavigation(c)) return troublePage(c, status, detail);
  const title = TITLES[status as keyof typeof TITLES] ?? "Error";
  const body = JSON.stringify({ type: "about:blank", title, status, detail });
  return c.body(body, status as ContentfulStatusCode, { "content-type": "application/problem+json" });
}

/** What the guards in front of every route may answer. */
const GUARDED = [401, 403, 429] as const;

/** The answers of a route other than its good one, for its OpenAPI description. */
export function problems<Status extends keyof typeof TITLES>(...statuses: Status[]) {
  const content = { "application/problem+json": { schema: ProblemSchema } };
  const entries = [...statuses, ...GUARDED].map((status) => [status, { description: TITLES[status], content }]);
  type Told = Record<Status | (typeof GUARDED)[number], { description: string; content: typeof content }>;
  return Object.fromEntries(entries) as Told;
}

/** The answer to a client that has seen this generation already. */
export const UNCHANGED = { 304: { description: "Not changed since the `ETag` that was sent as `If-None-Match`." } };

export function onError(log: Logger): ErrorHandler<ObservedRequest> {
  return (error, c) => {
    // Also where it broke off while it sent the body.
    if (error instanceof HungUp || c.req.raw.signal.aborted) return c.body(null, CLIENT_CLOSED as StatusCode);
    if (error instanceof QuestionError) return problem(c, 400, error.message);
    if (error instanceof NotFoundError) return problem(c, 404, error.message);
    if (error instanceof AskwireError) return problem(c, 503, error.message, retryAfter(error));
    if (error instanceof HTTPException) return problem(c, error.status, detailOf(error));
    const id = c.get("requestId");
    log.error({ id, err: error });
    return problem(c, 500, `Something went wrong that is not your fault; it is logged as ${id}.`);
  };
}

/** When it may be better, s. */
function retryAfter(error: AskwireError): Record<string, string> {
  if (error instanceof NoIndexError) return { "retry-after": "2" };
  if (error instanceof OverloadedError || error instanceof StoreUnavailableError) return { "retry-after": "1" };
  return {};
}

/** The framework's own 400 and 415 are its validator's, of a body; they say no way on. */
function detailOf({ status, message }: HTTPException): string {
  if (status === 400) return 'The body is not JSON; send {"question": "..."}.';
  if (status === 415) return "The body is not said to be JSON; send it with `content-type: application/json`.";
  return message;
}

export const onNotFound: NotFoundHandler = (c) => problem(c, 404, `There is nothing at ${c.req.path}.`);

export function onMethodNotAllowed(c: Context, methods: readonly string[]): Response | Promise<Response> {
  const allow = methods.join(", ");
  // It comes in place of the page that says "nothing here", which was going to be compressed.
  c.res.headers.delete("content-encoding");
  return problem(c, 405, `${c.req.path} takes ${allow}, not ${c.req.method}.`, { allow });
}

/** A router whose requests are checked against their schemas; the first thing that is wrong is told as a problem. */
export function checkedRoutes<E extends Env = Env>(): OpenAPIHono<E> {
  return new OpenAPIHono<E>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const [issue] = result.error.issues;
      const where = issue.path.join(".");
      const what = issue.code === "unrecognized_keys" ? unknownName(issue.keys[0], result.target) : issue.message;
      return problem(c, 400, where ? `${where}: ${what}` : what);
    },
  });
}

function unknownName(name: string, target: string): string {
  const named = target === "query" ? "a parameter" : "a field of the body";
  return `${name} is not ${named}; /docs lists those there are.`;
}
