// Can a found passage be read in its article, and does a link to it last?
import { describe, expect, it } from "vitest";
import { PAGE_ARTICLES } from "../../support/page-articles.ts";
import { servedToTests } from "../../support/served-page.ts";

describe("reading", () => {
  const served = servedToTests(PAGE_ARTICLES);

  /** Whether it stands within the window. */
  async function inView(text: string): Promise<boolean> {
    const { page } = served();
    const box = await page.getByText(text).first().boundingBox();
    return box !== null && box.y >= 0 && box.y < (page.viewportSize()?.height ?? 0);
  }

  it("shows the article whole, with the passage in view and marked, and headings as headings", async () => {
    const page = await served().visit("/?q=is+the+ferry+insured");
    const found = page.getByRole("article").filter({ hasText: "insured" });
    await found.first().getByRole("heading").getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "Harbour town opens" }).waitFor();
    await expect.poll(() => inView("The ferry is insured")).toBe(true);
    expect(await page.locator("mark", { hasText: "The ferry is insured" }).count()).toBeGreaterThan(0);
    await page.getByRole("heading", { level: 2, name: "What it costs" }).waitFor();
    expect(await page.getByRole("link", { name: "Original" }).getAttribute("href")).toBe("https://news.example/ferry");
    await page.getByRole("link", { name: "Answers to is the ferry insured" }).click();
    await page.getByRole("searchbox", { name: "Question" }).waitFor();
  });

  it("leads from match to match", async () => {
    const page = await served().visit("/?q=ferry");
    const long = page.getByRole("article").filter({ hasText: "Harbour town opens" });
    await long.first().getByRole("heading").getByRole("link").click();
    const first = page.getByRole("navigation", { name: /^Match 1 of / });
    await first.getByRole("link", { name: "Next match" }).click();
    const second = page.getByRole("navigation", { name: /^Match 2 of / });
    await expect
      .poll(async () => ((await second.boundingBox())?.y ?? -1) < (page.viewportSize()?.height ?? 0))
      .toBe(true);
    await second.getByRole("link", { name: "Previous match" }).click();
    await expect.poll(async () => (await first.boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0);
  });

  it("finds the place of a link again after the article has changed, and says when it cannot", async () => {
    const page = await served().visit("/?q=is+the+ferry+insured");
    const link = await page
      .getByRole("article")
      .filter({ hasText: "insured" })
      .first()
      .getByRole("heading")
      .getByRole("link")
      .getAttribute("href");
    const before = PAGE_ARTICLES["coast/ferry.md"];
    await served().index.publish({ "coast/ferry.md": before.replace("## What", "A new paragraph.\n\n## What") });
    await page.waitForTimeout(600);
    await page.goto(served().address(link ?? ""));
    expect(await page.locator("mark.place", { hasText: "insured" }).count()).toBe(1);
    await served().index.publish({ "coast/ferry.md": before.replace(/The council[\s\S]*/, "It was sold.\n") });
    await expect
      .poll(
        async () => {
          await page.reload();
          return page.getByText("the passage that was linked is no longer in it").count();
        },
        { timeout: 10_000 },
      )
      .toBe(1);
    await page.goto(served().address((link ?? "").replace(/article\/\w+/, "article/gone")));
    await page.getByRole("link", { name: "Look for the passage" }).waitFor();
    expect(served().wrongs.splice(0)).toEqual([expect.stringContaining("404")]);
  });
});
