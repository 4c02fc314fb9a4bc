// What does a person see who comes before the index is there? How far it is, what went wrong, and then the front page.
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { ArticleError } from "../../../src/errors.ts";
import { writeFiles } from "../../support/corpus.ts";
import { indexFolder } from "../../support/index-folder.ts";
import { PAGE_ARTICLES } from "../../support/page-articles.ts";
import { ServedPage } from "../../support/served-page.ts";
import { HeldEmbedder, StandInEmbedder } from "../../support/stand-in-embedder.ts";

describe("the page before there is an index", () => {
  let served: ServedPage;
  afterEach(async () => {
    await served.close();
    // A browser notes the status of the page itself, each time it is loaded.
    for (const wrong of served.wrongs) expect(wrong).toContain("503");
  });

  it("shows how far the index is, and turns into the front page by itself", async () => {
    const embedder = new HeldEmbedder(4);
    served = await ServedPage.open({}, embedder);
    const publishing = served.index.publish(PAGE_ARTICLES);
    const page = await served.visit();
    const plain = await served.visit("/", { javaScriptEnabled: false });
    const noted: string[] = [];
    page.on("console", (message) => noted.push(message.text()));
    await page.getByRole("heading", { name: "The index is being built" }).waitFor();
    const bar = page.getByRole("progressbar", { name: "The index is being built" });
    await page.getByText(/8 of 8 files, [1-9] of about \d+ passages, .* left/).waitFor();
    const [done, all] = await Promise.all([bar.getAttribute("value"), bar.getAttribute("max")]);
    expect(Number(done)).toBeGreaterThan(0);
    expect(Number(done)).toBeLessThan(Number(all));
    expect(await page.getByRole("status").textContent()).toBe("The index is being built");
    await page.getByRole("searchbox").pressSequentially("c");
    await wait(1500);
    embedder.release();
    await publishing;
    for (const each of [page, plain]) await each.getByRole("heading", { name: "Ask 8 articles" }).waitFor();
    expect(await page.getByRole("searchbox").inputValue()).toBe("c");
    expect(noted).toEqual([]);
  });

  it("says why it could not be built, and notices the one that another process makes", async () => {
    served = await ServedPage.open({});
    const page = await served.visit("/?q=clock");
    await page.getByRole("heading", { name: "There is no index yet" }).waitFor();
    const failing = served.index.building.follow(() => Promise.reject(new ArticleError("The folder is gone.")));
    await expect(failing).rejects.toThrow("The folder is gone.");
    await page.getByText("The folder is gone.").waitFor();
    await page.getByRole("heading", { name: "The index could not be built" }).waitFor();
    await writeFiles(served.index.articles, PAGE_ARTICLES);
    await indexFolder(served.index.articles, served.index.folder, new StandInEmbedder());
    await page.getByRole("article").filter({ hasText: "The town clock stopped" }).waitFor();
  });
});
