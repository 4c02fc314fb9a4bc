// What is written down about each request? One line of log and a few numbers; the question only where that was asked for.
import type { MiddlewareHandler } from "hono";
import type { RequestIdVariables } from "hono/request-id";
import { matchedRoutes } from "hono/route";
import type { Metrics } from "./metrics.ts";
import type { ServerOptions } from "./options.ts";

export interface ObservedRequest {
  Variables: RequestIdVariables & {
    /** The questions of the request, for the log. */
    asked?: readonly string[];
  };
}

export function observe(metrics: Metrics, { log, logQuestions }: ServerOptions): MiddlewareHandler<ObservedRequest> {
  return async (c, next) => {
    const started = performance.now();
    await next();
    const ms = performance.now() - started;
    const { method, path } = c.req;
    const { status } = c.res;
    // The last that is no middleware, as those of all paths are.
    const route = matchedRoutes(c).findLast((one) => one.method !== "ALL")?.path ?? "none";
    metrics.observe({ method, route, status }, ms / 1000);
    const asked = logQuestions ? { asked: c.get("asked") } : {};
    log.info({ id: c.get("requestId"), method, path, status, ms: Math.round(ms * 10) / 10, ...asked });
  };
}
