// How are questions asked over HTTP?
import { Hono } from "hono";
import { QuestionError } from "../errors.ts";
import { ask, currentGeneration, type Engine } from "../search/search.ts";
import { SETTINGS } from "../settings.ts";

export function apiRoutes(engine: Engine): Hono {
  const api = new Hono();
  api.get("/healthz", (c) => c.json({ status: "ok" }));
  api.get("/readyz", async (c) =>
    c.json({ status: "ready", generation: (await currentGeneration(engine)).info.generation }),
  );
  api.get("/api/search", async (c) => {
    const text = c.req.query("q")?.trim();
    if (!text) throw new QuestionError("The question is empty: ask with ?q=...");
    const started = performance.now();
    const answer = await ask(engine, { text, limit: Number(c.req.query("limit") ?? SETTINGS.question.limit) });
    return c.json({ ...answer, took_ms: performance.now() - started });
  });
  return api;
}
