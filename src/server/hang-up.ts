// When does the client of a request hang up?
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { type Asker, askerBehind } from "../search/deadline.ts";

/** Told by Node's own response where there is one: the signal of the request would be made for this alone, at every question. */
export function askerOf(c: Context): Asker {
  const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>;
  return outgoing ? (gone) => outgoing.once("close", gone) : askerBehind(c.req.raw.signal);
}
