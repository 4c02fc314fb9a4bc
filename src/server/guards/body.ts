// How long may the body of a request be?
import { bodyLimit } from "hono/body-limit";
import { SETTINGS } from "../../settings.ts";
import { problem } from "../problems.ts";

const { body: maxSize } = SETTINGS.server;

export const bounded = bodyLimit({
  maxSize,
  onError: (c) => problem(c, 413, `The body is longer than ${maxSize} bytes; send less.`),
});
