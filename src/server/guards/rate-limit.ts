// Does one client ask more than its share?
import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { problem } from "../problems.ts";
import { type Keys, OPEN } from "./keys.ts";

/** Counts by key, and by address for those without a good one, so that keys cannot be tried out fast either. */
export function rateLimit(requestsPerMinute: number, keys: Keys): MiddlewareHandler {
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
  return async (c, next) => {
    if (OPEN.has(c.req.path)) return next();
    const tooMany = await limiter.consume(keys.of(c) ?? addressOf(c)).then(
      () => null,
      (refusal: RateLimiterRes) => refusal,
    );
    if (!tooMany) return next();
    const seconds = Math.ceil(tooMany.msBeforeNext / 1000);
    const detail = `More than ${requestsPerMinute} requests in a minute; ask again in ${seconds} s.`;
    return problem(c, 429, detail, { "retry-after": String(seconds) });
  };
}

/** Of the connection: a header that names another one can be made up by anyone. */
function addressOf(c: Context): string {
  return (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress ?? "";
}
