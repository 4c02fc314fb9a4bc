// Can a person ask the seed articles in a browser and read the answer in its place?
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { indexInto, type OpenEngine, openEngine, SEEDS } from "../../../scripts/wiring.ts";
import { findRoot } from "../../../src/article/files.ts";
import { createApp } from "../../../src/server/app.ts";
import { launchBrowser } from "../../support/browser.ts";

describe("the page over the seed articles", () => {
  let folder: string;
  let engine: OpenEngine;
  let server: ReturnType<typeof serve>;
  let address: string;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "askwire-browser-"));
    engine = await openEngine({ index: folder, model: {} });
    await indexInto(engine, [await findRoot(SEEDS)]);
    address = await new Promise((resolve) => {
      server = serve({ fetch: createApp(engine).fetch, port: 0 }, ({ port }) => resolve(`http://127.0.0.1:${port}`));
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    server.close();
    await engine.close();
    await rm(folder, { recursive: true });
  });

  it.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
    "answers, and opens the article at the passage (script: $javaScriptEnabled)",
    async (settings) => {
      const page = await browser.newPage(settings);
      await page.goto(address);
      const question = page.getByRole("searchbox", { name: "Question" });
      await question.fill("Did they talk about ice hockey?");
      await question.press("Enter");
      const first = page.getByRole("list").getByRole("listitem").first();
      await first.waitFor();
      expect(await first.locator("mark").textContent()).toContain("ice hockey");
      await first.getByRole("link").first().click();
      await page.getByRole("heading", { level: 1, name: /Trump/ }).waitFor();
      const place = page.locator("mark").filter({ hasText: "ice hockey" }).first();
      const box = await place.boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect(box?.y).toBeLessThan(page.viewportSize()?.height ?? 0);
      await page.close();
    },
  );
});
