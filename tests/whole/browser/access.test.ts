// Can everyone use the pages? axe-core on every state in both themes, and no sideways scrolling on a small screen.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_ARTICLES } from "../../support/page-articles.ts";
import { ServedPage } from "../../support/served-page.ts";

const STATES: Readonly<Record<string, string>> = {
  "an empty page": "/",
  answers: "/?q=ferry+harbour+master",
  "no answer": "/?q=zzyzx",
  "nothing found": "/?q=ferry&source=nowhere.example",
  "a question that cannot be asked": "/?q=-ferry",
  "an article that is gone": "/article/gone?at=0-9&words=The+ferry",
  map: "/map?q=ferry",
};

describe("access", () => {
  let served: ServedPage;
  let axe: string;

  beforeAll(async () => {
    served = await ServedPage.open(PAGE_ARTICLES);
    axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  });
  afterAll(() => served.close());

  async function violations(page: Page, rules: string): Promise<string[]> {
    const found = await page.evaluate<AxeResults>(`axe.run({ runOnly: ${rules} })`);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }

  async function check(page: Page): Promise<void> {
    for (const details of await page.locator("details").all()) {
      await details.evaluate((element) => element.setAttribute("open", ""));
    }
    await page.evaluate(axe);
    const all = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";
    expect(await violations(page, all)).toEqual([]);
    // The themes differ in nothing but colours.
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page, "['color-contrast']")).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    const sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    expect(await page.evaluate<number>(sideways)).toBe(0);
    await page.close();
  }

  it.each(Object.entries(STATES))("finds nothing wrong with %s", async (_, path) => {
    await check(await served.visit(path, { colorScheme: "light" }));
  });

  it("finds nothing wrong with an article and with similar passages", async () => {
    const page = await served.visit("/?q=ferry");
    const link = page.getByRole("article").first().getByRole("link");
    const paths = await link.evaluateAll((links) => links.map((each) => each.getAttribute("href") ?? ""));
    const [article, similar] = ["/article/", "/similar/"].map((start) => paths.find((path) => path.startsWith(start)));
    for (const path of [article, similar]) await check(await served.visit(path, { colorScheme: "light" }));
  });
});
