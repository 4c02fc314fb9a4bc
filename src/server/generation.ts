// Which generation answers a request for something stored, and has the client seen that one already?
import type { MiddlewareHandler } from "hono";
import { every } from "hono/combine";
import { etag } from "hono/etag";
import { currentGeneration, type Engine } from "../search/search.ts";
import type { Generation } from "../store/store.ts";

export interface FromGeneration {
  Variables: { generation: Generation };
}

/** Everything stored changes with the generation and only with it: its number and time of publishing are the tag. */
export function fromGeneration(engine: Engine): MiddlewareHandler<FromGeneration> {
  return every(etag(), async (c, next) => {
    const generation = await currentGeneration(engine);
    c.set("generation", generation);
    await next();
    const { generation: number, published } = generation.info;
    if (c.res.ok) c.header("etag", `W/"${number}-${Date.parse(published).toString(36)}"`);
  });
}
