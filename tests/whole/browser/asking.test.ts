// Does asking feel like talking to one page? What a person does with the keyboard, the address and a server that goes.
import { describe, expect, it } from "vitest";
import { PAGE_ARTICLES } from "../../support/page-articles.ts";
import { servedToTests } from "../../support/served-page.ts";

describe("asking", () => {
  const served = servedToTests(PAGE_ARTICLES);

  const box = () => served().page.getByRole("searchbox", { name: "Question" });
  const results = () => served().page.getByRole("region", { name: "Answer" }).getByRole("article");
  const search = () => new URL(served().page.url()).searchParams;

  it("has the box focused and three questions from the articles on an empty page", async () => {
    const page = await served().visit();
    expect(await page.locator(":focus").getAttribute("id")).toBe("question");
    const examples = page.getByRole("list", { name: "For example" }).getByRole("link");
    expect(await examples.count()).toBe(3);
    const example = await examples.first().textContent();
    await examples.first().click();
    expect(await box().inputValue()).toBe(example);
    expect(await results().count()).toBeGreaterThan(0);
  });

  it("answers when typing pauses, without Enter, and says so politely", async () => {
    const page = await served().visit();
    await box().pressSequentially("ferry ticket");
    await page.getByText("A ticket for the ferry costs 7.50 euros").first().waitFor();
    expect(search().get("q")).toBe("ferry ticket");
    expect(await page.getByRole("status").textContent()).toMatch(/answer.*passages?/i);
    expect(await page.title()).toContain("ferry ticket");
  });

  it("never replaces a newer answer by a late one", async () => {
    const page = await served().visit();
    await page.route("**/answer?q=clock", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      await route.continue().catch(() => {});
    });
    await box().fill("clock");
    await page.waitForRequest("**/answer?q=clock");
    await box().fill("insured ferry");
    await page.getByText("The ferry is insured").first().waitFor();
    await page.waitForTimeout(900);
    expect(await results().first().textContent()).toContain("ferry");
  });

  it("keeps questions and filters in the address, and goes back and forward among them", async () => {
    const page = await served().visit();
    await box().fill("ferry");
    await box().press("Enter");
    await results().first().waitFor();
    await page.getByText("Filters").click();
    await page.getByLabel("Site or path").fill("coast.example");
    await box().press("Enter");
    await expect.poll(() => results().count()).toBe(1);
    expect(Object.fromEntries(search())).toEqual({ q: "ferry", source: "coast.example" });
    await page.goBack();
    await expect.poll(() => results().count()).toBeGreaterThan(1);
    expect(await page.getByLabel("Site or path").inputValue()).toBe("");
    await page.goForward();
    await expect.poll(() => results().count()).toBe(1);
    expect(await page.getByLabel("Site or path").inputValue()).toBe("coast.example");
    await page.reload();
    expect(await results().count()).toBe(1);
  });

  it("makes one step back of a question, however often its typing paused", async () => {
    const page = await served().visit();
    await box().pressSequentially("clo");
    await expect.poll(() => search().get("q")).toBe("clo");
    await box().pressSequentially("ck");
    await expect.poll(() => search().get("q")).toBe("clock");
    await results().filter({ hasText: "The town clock" }).first().waitFor();
    await page.goBack();
    await page.getByRole("list", { name: "For example" }).waitFor();
    expect(await box().inputValue()).toBe("");
  });

  it("dims the answer before only when the next one takes long", async () => {
    const page = await served().visit("/?q=ferry");
    const opacity = () => page.evaluate<string>("getComputedStyle(document.querySelector('#answer')).opacity");
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/answer?q=clock", async (route) => {
      await held;
      await route.continue();
    });
    const request = page.waitForRequest("**/answer?q=clock");
    await box().fill("clock");
    await request;
    expect(await opacity()).toBe("1");
    await expect.poll(opacity).toBe("0.45");
    answer();
    await results().filter({ hasText: "The town clock" }).first().waitFor();
    await expect.poll(opacity).toBe("1");
  });

  it("leads on from an address that is none", async () => {
    const page = await served().visit("/artikel/1");
    await page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
    await page.getByText("There is nothing at /artikel/1.").waitFor();
    await page.getByRole("link", { name: "Ask a question" }).click();
    await box().waitFor();
    expect(served().wrongs.splice(0)).toEqual([expect.stringContaining("404")]);
  });

  it("is walked by keys: slash, down, up, Enter, Escape", async () => {
    const page = await served().visit("/?q=ferry");
    const focused = async () =>
      (await page.locator(":focus").textContent()) || (await page.locator(":focus").getAttribute("id"));
    await page.keyboard.press("/");
    expect(await focused()).toBe("question");
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toBe(await results().nth(0).getByRole("heading").textContent());
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toBe(await results().nth(1).getByRole("heading").textContent());
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await focused()).toBe("question");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    expect(await focused()).toBe("question");
    expect(await box().inputValue()).toBe("");
    await page.getByRole("list", { name: "For example" }).waitFor();
    await page.goBack();
    await results().first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/article/**");
  });

  it("tells that the server is gone, keeps the question, and answers when it is back", async () => {
    const page = await served().visit();
    await served().stop();
    await box().fill("clock");
    const status = page.getByRole("status");
    await expect.poll(() => status.textContent()).toContain("does not answer");
    expect(await box().inputValue()).toBe("clock");
    await served().start();
    await results().first().waitFor();
    expect(await results().first().textContent()).toContain("The town clock stopped");
    // The browser itself notes each failed request on the console.
    expect(
      served()
        .wrongs.splice(0)
        .every((wrong) => wrong.includes("ERR_")),
    ).toBe(true);
  });

  it("needs no script to ask, page on, read, follow a copy and find more like it", async () => {
    const page = await served().visit("/", { javaScriptEnabled: false });
    await box().fill("ferry");
    await box().press("Enter");
    const first = await results().first().textContent();
    await page.getByRole("link", { name: "More results" }).click();
    expect(await results().first().textContent()).not.toBe(first);
    await page.getByRole("link", { name: "Previous results" }).click();
    expect(await results().first().textContent()).toBe(first);
    await results().first().getByRole("link", { name: "More like this" }).click();
    await page.getByRole("heading", { level: 1, name: "More like this" }).waitFor();
    await page.getByRole("list", { name: "Passages like it" }).getByRole("heading").first().getByRole("link").click();
    await page.waitForURL("**/article/**");
    await page.goto(served().address("/?q=price+of+bread"));
    await page.getByText("Also reported in 1 article").click();
    await page
      .getByRole("link", { name: "Bread costs more" })
      .or(page.getByRole("link", { name: "Bread grows dear" }))
      .last()
      .click();
    await page.getByRole("heading", { level: 1, name: /^Bread/ }).waitFor();
  });
});
