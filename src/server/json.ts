// How is JSON sent that is bytes already, with the type of what it says?
import type { Context, TypedResponse } from "hono";
import type { JSONParsed } from "hono/utils/types";

/** JSON of a `T`, in UTF-8; `says` is there for the types only. */
export type JsonOf<T> = Buffer<ArrayBuffer> & { readonly says?: T };

export function jsonOf<T>(value: T): JsonOf<T> {
  return Buffer.from(JSON.stringify(value));
}

export function sendJson<T>(c: Context, json: JsonOf<T>): Response & TypedResponse<JSONParsed<T>, 200, "json"> {
  return c.newResponse(json, 200, { "content-type": "application/json" }) as ReturnType<typeof sendJson<T>>;
}
