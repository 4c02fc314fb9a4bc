// Which generation answers a request for something stored, and has the client seen that one already?
import type { MiddlewareHandler } from "hono";
import { currentGeneration, type Engine } from "../search/search.ts";
import type { Generation } from "../store/store.ts";

export interface FromGeneration {
  Variables: { generation: Generation };
}

/** Everything stored changes with the generation and only with it: its number and time of publishing are the tag. */
export function fromGeneration(engine: Engine): MiddlewareHandler<FromGeneration> {
  return async (c, next) => {
    const generation = await currentGeneration(engine);
    const tag = `W/"${generation.info.generation}-${Date.parse(generation.info.published).toString(36)}"`;
    const seen = c.req.header("if-none-match")?.split(",") ?? [];
    if (seen.some((one) => one.trim() === tag)) return c.body(null, 304, { etag: tag });
    c.set("generation", generation);
    await next();
    if (c.res.ok) c.header("etag", tag);
    return undefined;
  };
}
