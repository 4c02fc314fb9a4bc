// Does a request bring a key that opens the server?
import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { problem } from "../problems.ts";

/** What everyone may know, as often as they like: whether the server lives. */
export const OPEN: ReadonlySet<string> = new Set(["/healthz", "/readyz"]);

/** Bearer keys, compared as hashes and in constant time: neither length nor likeness shows in how long it takes. */
export class Keys {
  private readonly hashes: readonly Buffer[];

  constructor(keys: readonly string[]) {
    this.hashes = keys.map(hashOf);
  }

  /** The hash of the key that a request brings, if it is one of these. */
  of(c: Context): string | null {
    const key = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (!key) return null;
    const hash = hashOf(key);
    const known = this.hashes.map((one) => timingSafeEqual(one, hash));
    return known.includes(true) ? hash.toString("hex") : null;
  }

  guard(): MiddlewareHandler {
    return async (c, next) => {
      if (OPEN.has(c.req.path) || this.of(c)) return next();
      const headers = { "www-authenticate": 'Bearer realm="Askwire"' };
      return problem(c, 401, "A key is needed: send it as `Authorization: Bearer KEY`.", headers);
    };
  }
}

function hashOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
