// A person who takes a wrong turn gets a page; a program gets a problem document.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ArticleError } from "../../src/errors.ts";
import { createApp } from "../../src/server/app.ts";
import { SmallIndex } from "../support/small-index.ts";
import { StandInEmbedder } from "../support/stand-in-embedder.ts";

/** As Chromium sends it with an address that is typed or followed. */
const PERSON = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
const PROBLEM = "application/problem+json";

class BrokenEmbedder extends StandInEmbedder {
  override question(): Promise<Float32Array> {
    return Promise.reject(new Error("a defect"));
  }
}

const html = (response: Response) => response.headers.get("content-type")?.startsWith("text/html");

describe("wrong turns", () => {
  let index: SmallIndex;
  let broken: SmallIndex;
  beforeAll(async () => {
    index = await SmallIndex.make();
    broken = await SmallIndex.make(undefined, new BrokenEmbedder());
  });
  afterAll(() => Promise.all([index.remove(), broken.remove()]));

  it.each([
    [404, "GET", "/nowhere", "There is nothing at /nowhere."],
    [405, "POST", "/map", "/map takes GET, HEAD, not POST."],
    [404, "GET", "/article/gone", "not in the index"],
  ])("are told with %i to a person who asks %s %s", async (status, method, path, sentence) => {
    const response = await createApp(index).request(path, { method, headers: { accept: PERSON } });
    expect([response.status, html(response)]).toEqual([status, true]);
    const page = await response.text();
    expect(page).toContain(sentence);
    expect(page).toContain('<a href="/">');
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("tell a defect of ours in a sentence, with a way to try again", async () => {
    const response = await createApp(broken).request("/?q=why&source=town", { headers: { accept: PERSON } });
    expect([response.status, html(response)]).toEqual([500, true]);
    const page = await response.text();
    expect(page).toMatch(/it is logged as [\w-]+\./);
    expect(page).toContain('<a href="/?q=why&amp;source=town">Try again</a>');
    expect(page).not.toContain("a defect");
  });

  it("tell who asks too much when to come back", async () => {
    const app = createApp(index, { requestsPerMinute: 1 });
    const visit = () => app.request("//evil.example/", { headers: { accept: PERSON } });
    await visit();
    const refused = await visit();
    expect([refused.status, html(refused)]).toEqual([429, true]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.text()).not.toContain('href="//');
  });

  it("are told to programs as problems, whatever they ask for", async () => {
    const app = createApp(index);
    for (const accept of [undefined, "*/*", "application/json", "application/json, text/html;q=0.9"]) {
      const response = await app.request("/nowhere", { headers: accept ? { accept } : {} });
      expect([response.status, response.headers.get("content-type")], accept).toEqual([404, PROBLEM]);
    }
    for (const path of ["/api/nowhere", "/assets/nowhere", "/mcp", "/map/point/nobody", "/healthz/deep"]) {
      const response = await app.request(path, { headers: { accept: PERSON } });
      expect(response.headers.get("content-type"), path).toBe(PROBLEM);
    }
  });

  it("are told apart by caches", async () => {
    const response = await createApp(index).request("/nowhere", { headers: { accept: PERSON } });
    expect(response.headers.get("vary")).toContain("Accept");
  });
});

describe("an index that is not there yet", () => {
  let empty: SmallIndex;
  beforeAll(async () => {
    empty = await SmallIndex.make({});
  });
  afterAll(() => empty.remove());

  const ask = async (path: string) => {
    const response = await createApp(empty).request(path);
    const { detail } = (await response.json()) as { detail: string };
    return { status: response.status, again: response.headers.get("retry-after"), detail };
  };

  it("is told to programs, with when to come back and what is in the way", async () => {
    const none = /^Nothing is indexed yet: run `npm run index/;
    expect(await ask("/api/search?q=a")).toEqual({ status: 503, again: "2", detail: expect.stringMatching(none) });
    let finish = () => {};
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const following = empty.building.follow(() => work);
    for (const path of ["/api/search?q=a", "/api/articles", "/readyz"])
      expect(await ask(path)).toMatchObject({
        status: 503,
        again: "2",
        detail: expect.stringMatching(/^The index is being built/),
      });
    const map = await createApp(empty).request("/map", { headers: { accept: PERSON } });
    expect([map.status, html(map), await map.text()]).toEqual([503, true, expect.stringContaining("is being built")]);
    finish();
    await following;
    expect((await ask("/readyz")).detail).toMatch(none);
    await empty.building.follow(() => Promise.reject(new ArticleError("No file can be read."))).catch(() => {});
    expect((await ask("/readyz")).detail).toBe("The index could not be built: No file can be read.");
  });
});
