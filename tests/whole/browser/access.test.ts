// Can everyone use the pages? axe-core in full on every state in both themes, and no sideways scrolling on a small screen.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PAGE_ARTICLES } from "../../support/page-articles.ts";
import { servedToTests } from "../../support/served-page.ts";
import { HeldEmbedder } from "../../support/stand-in-embedder.ts";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

interface State {
  readonly path: string;
  /** What a person does there. */
  readonly act?: (page: Page) => Promise<unknown>;
  /** Of the page itself, which a browser notes on its console. */
  readonly status?: number;
}

const openTitle = (page: Page) => page.getByRole("article").first().getByRole("heading").getByRole("link").click();

const STATES: Readonly<Record<string, State>> = {
  "an empty page": { path: "/" },
  "an empty page with filters": { path: "/", act: (page) => page.getByText("Filters").click() },
  "answers and when they were published": { path: "/?q=ferry+harbour+master" },
  "copies and what differs": {
    path: "/?q=price+of+bread",
    async act(page) {
      await page.getByText("Also reported in 1 article").first().click();
      await page.getByText("What differs").first().click();
    },
  },
  "a copied citation": {
    path: "/?q=ticket+costs+euros",
    act: (page) => page.getByRole("button", { name: "Copy citation" }).first().click(),
  },
  "no answer": { path: "/?q=zzyzx" },
  "nothing found": { path: "/?q=ferry&source=nowhere.example" },
  "a question that cannot be asked": { path: "/?q=-ferry", status: 400 },
  "an article and its matches": { path: "/?q=ferry", act: openTitle },
  "an article in Arabic": { path: `/?q=${encodeURIComponent("العبّارة بين المرفأ")}`, act: openTitle },
  "similar passages": {
    path: "/?q=ferry",
    act: (page) => page.getByRole("link", { name: "More like this" }).first().click(),
  },
  "the map": { path: "/map?q=ferry", act: (page) => page.getByText("Point at a passage").waitFor() },
  "the map, read": {
    path: "/map?q=ferry",
    async act(page) {
      await page.getByText("Point at a passage").waitFor();
      await page.getByRole("application").focus();
      await page.getByRole("status").getByRole("link").waitFor();
    },
  },
  "the map as a list": {
    path: "/map?q=ferry",
    // As without script, where axe could not run either.
    act: (page) => page.evaluate("document.querySelector('#map').style.display = 'none'"),
  },
  "the reference of the API": { path: "/docs" },
  "an article that is gone": { path: "/article/gone?at=0-9&words=The+ferry", status: 404 },
  "an address that is none": { path: "/nowhere", status: 404 },
};

async function wrongsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate<AxeResults>(`axe.run({ runOnly: ${RULES}, resultTypes: ['violations'] })`);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

async function check(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await wrongsOf(page), colorScheme).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
  expect(await page.evaluate<number>(sideways)).toBe(0);
}

describe("access", () => {
  const served = servedToTests(PAGE_ARTICLES);

  it.each(Object.entries(STATES))("finds nothing wrong with %s", async (_, { path, act, status }) => {
    const page = await served().visit(path);
    await act?.(page);
    await check(page);
    if (status) expect(served().wrongs.splice(0)).toEqual([expect.stringContaining(`${status}`)]);
  });

  it("finds nothing wrong with a server that is gone", async () => {
    const page = await served().visit();
    await served().stop();
    await page.getByRole("searchbox").fill("clock");
    await page.getByText("The server does not answer").last().waitFor();
    await check(page);
    await served().start();
    await page.getByRole("article").first().waitFor();
    for (const wrong of served().wrongs.splice(0)) expect(wrong).toContain("ERR_");
  });
});

describe("access before there is an index", () => {
  const embedder = new HeldEmbedder(4);
  const served = servedToTests({}, embedder);

  it("finds nothing wrong with an index that is missing, nor with one that is being built", async () => {
    const page = await served().visit();
    await check(page);
    const publishing = served().index.publish(PAGE_ARTICLES);
    await page.getByText(/passages, .* left/).waitFor();
    await check(page);
    embedder.release();
    await publishing;
    expect(served().wrongs.splice(0)).toEqual([expect.stringContaining("503")]);
  });
});
