// A small index behind the real server, open in a real browser that notes what a page must not do.
import { serve } from "@hono/node-server";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { createApp } from "../../src/server/app.ts";
import { launchBrowser } from "./browser.ts";
import { SmallIndex } from "./small-index.ts";

export class ServedPage {
  /** Console errors, errors of scripts, and requests that left the origin. */
  readonly wrongs: string[] = [];
  private server: ReturnType<typeof serve> | null = null;
  private port = 0;
  private visited: Page | null = null;

  private constructor(
    readonly index: SmallIndex,
    private readonly browser: Browser,
  ) {}

  static async open(articles: Readonly<Record<string, string>>, embedder?: Embedder): Promise<ServedPage> {
    const [index, browser] = await Promise.all([SmallIndex.make(articles, embedder), launchBrowser()]);
    const served = new ServedPage(index, browser);
    await served.start();
    return served;
  }

  /** Again on the port that it had. */
  async start(): Promise<void> {
    const { fetch } = createApp(this.index, { requestsPerMinute: 0 });
    this.port = await new Promise((resolve) => {
      this.server = serve({ fetch, port: this.port }, ({ port }) => resolve(port));
    });
  }

  async stop(): Promise<void> {
    const { server } = this;
    await new Promise((resolve) => {
      server?.close(resolve);
      if (server && "closeAllConnections" in server) server.closeAllConnections();
    });
  }

  address(path = "/"): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  async visit(path = "/", settings: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.browser.newPage(settings);
    this.visited = page;
    page.on("console", (message) => message.type() === "error" && this.wrongs.push(message.text()));
    page.on("pageerror", (error) => this.wrongs.push(error.message));
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== new URL(this.address()).origin) this.wrongs.push(request.url());
    });
    await page.goto(this.address(path));
    return page;
  }

  /** The one that was visited last. */
  get page(): Page {
    if (!this.visited) throw new Error("No page has been visited yet.");
    return this.visited;
  }

  async leave(): Promise<void> {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.stop();
    await this.index.remove();
  }
}

/** One server and one browser for the tests of a file; after each of them nothing may have gone wrong on its pages. */
export function servedToTests(articles: Readonly<Record<string, string>>, embedder?: Embedder): () => ServedPage {
  let served: ServedPage;
  beforeAll(async () => {
    served = await ServedPage.open(articles, embedder);
  });
  afterEach(async () => {
    await served.leave();
    expect(served.wrongs.splice(0)).toEqual([]);
  });
  afterAll(() => served.close());
  return () => served;
}
