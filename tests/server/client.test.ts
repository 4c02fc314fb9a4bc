// Hono's typed client against the app: that this compiles is half of the test.
import { hc } from "hono/client";
import { expect, it } from "vitest";
import type { Api } from "../../src/server/api.ts";
import { createApp } from "../../src/server/app.ts";
import { SmallIndex } from "../support/small-index.ts";

it("has a client that knows the types of questions and answers", async () => {
  const index = await SmallIndex.make();
  const app = createApp(index);
  const client = hc<Api>("http://localhost", { fetch: app.request });
  const response = await client.api.search.$get({ query: { q: "When does the ferry leave?", limit: "1" } });
  if (!response.ok) throw new Error((await response.json()).detail);
  const [best] = (await response.json()).passages;
  expect(best.source.title).toBe("Ferry to Odesa");
  const article = await client.api.articles[":id"].$get({ param: { id: best.source.article } });
  if (article.status !== 200) throw new Error("no article");
  expect((await article.json()).text).toContain(best.text);
  await index.remove();
});
