// A small index behind the real server, open in a real browser that notes what a page must not do.
import { serve } from "@hono/node-server";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { createApp } from "../../src/server/app.ts";
import { launchBrowser } from "./browser.ts";
import { SmallIndex } from "./small-index.ts";

export class ServedPage {
  /** Console errors, errors of scripts, and requests that left the origin. */
  readonly wrongs: string[] = [];
  private server: ReturnType<typeof serve> | null = null;
  private port = 0;

  private constructor(
    readonly index: SmallIndex,
    private readonly browser: Browser,
  ) {}

  static async open(articles: Readonly<Record<string, string>>): Promise<ServedPage> {
    const [index, browser] = await Promise.all([SmallIndex.make(articles), launchBrowser()]);
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
    page.on("console", (message) => message.type() === "error" && this.wrongs.push(message.text()));
    page.on("pageerror", (error) => this.wrongs.push(error.message));
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== new URL(this.address()).origin) this.wrongs.push(request.url());
    });
    await page.goto(this.address(path));
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.stop();
    await this.index.remove();
  }
}
