// Can the map be read by pointer and by keys, and does it stand back without script?
import { describe, expect, it } from "vitest";
import { PAGE_ARTICLES } from "../../support/page-articles.ts";
import { servedToTests } from "../../support/served-page.ts";

describe("the map", () => {
  const served = servedToTests(PAGE_ARTICLES);

  const map = () => served().page.getByRole("application", { name: /^Map of the passages/ });
  const glass = () => served().page.getByRole("status");

  async function drawn(): Promise<void> {
    await served().page.waitForResponse(
      (response) => response.url().endsWith("/map/points") && response.status() === 200,
    );
  }

  it("is walked by arrow keys, read, and opened by Enter", async () => {
    const page = await served().visit("/");
    await Promise.all([drawn(), page.goto(served().address("/map?q=clock"))]);
    await glass().getByText("Point at a passage").waitFor();
    await map().focus();
    // The question's best hit is where the walk begins.
    await expect.poll(() => glass().textContent()).toContain("The town clock stopped");
    const read = new Set<string>();
    for (const key of ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"]) {
      await page.keyboard.press(key);
      await page.waitForTimeout(100);
      read.add((await glass().textContent()) ?? "");
    }
    expect(read.size).toBeGreaterThan(1);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/article/**");
  });

  it("reads what is under the pointer, and opens it on a click", async () => {
    const page = await served().visit("/");
    const response = page.waitForResponse((each) => each.url().endsWith("/map/points") && each.status() === 200);
    await page.goto(served().address("/map"));
    const { places, passages } = (await (await response).json()) as { places: number[]; passages: string[] };
    await glass().getByText("Point at a passage").waitFor();
    const box = await map().boundingBox();
    if (!box) throw new Error("the map is not shown");
    // The canvas has a border of one pixel and keeps 16 free on each side.
    const along = (share: number, from: number, length: number) => from + 17 + (share / 10_000) * (length - 34);
    const [x, y] = [along(places[0], box.x, box.width), along(places[1], box.y, box.height)];
    await page.mouse.move(x, y);
    await glass().getByRole("link").waitFor();
    await page.mouse.click(x, y);
    await page.waitForURL(`**/article/${passages[0].split("-")[0]}?**`);
  });

  it("follows the pointer over fifty thousand points without drawing them again", async () => {
    const count = 50_000;
    const page = await served().visit("/");
    await page.route("**/map/points", (route) => {
      const passages = Array.from({ length: count }, (_, at) => `many-${at}`);
      const articleOf = passages.map((_, at) => at % 500);
      // Remainders of two primes spread over the whole square.
      const places = passages.flatMap((_, at) => [(at * 6180) % 9973, (at * 4142) % 9929]);
      return route.fulfill({ json: { passages, articleOf, places } });
    });
    await page.route("**/map/point/*", (route) =>
      route.fulfill({ contentType: "text/html", body: "<a href='#'>read</a>" }),
    );
    await page.goto(served().address("/map"));
    await glass().getByText("Point at a passage").waitFor();
    // Each move finds the nearest point and draws, at once; ms of one in the middle of many.
    const times = await page.evaluate<number[]>(`(() => {
      const canvas = document.querySelector("#map canvas");
      const { left, top, width, height } = canvas.getBoundingClientRect();
      return Array.from({ length: 60 }, (_, at) => {
        const began = performance.now();
        const [clientX, clientY] = [left + (width * (at % 10)) / 10 + 20, top + (height * (at % 7)) / 7 + 20];
        canvas.dispatchEvent(new PointerEvent("pointermove", { clientX, clientY }));
        return performance.now() - began;
      });
    })()`);
    expect(times.sort((a, b) => a - b)[30]).toBeLessThan(16);
    await glass().getByRole("link", { name: "read" }).waitFor();
  });

  it("lists the articles, and what the question lights up, without script", async () => {
    const page = await served().visit("/map?q=clock", { javaScriptEnabled: false });
    const articles = page.getByRole("region", { name: "Articles" }).getByRole("listitem");
    expect(await articles.count()).toBe(Object.keys(PAGE_ARTICLES).length);
    await page.getByRole("region", { name: "Lit up" }).getByRole("link", { name: "The town clock" }).first().click();
    await page.waitForURL("**/article/**");
  });
});
