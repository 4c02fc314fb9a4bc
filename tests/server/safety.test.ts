// One test a point of what makes the server safe by default; each fails without its guard.
import { readdir, readFile } from "node:fs/promises";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { createApp } from "../../src/server/app.ts";
import { LOCAL, type ServerOptions, serverOptions, type Wishes } from "../../src/server/options.ts";
import { SmallIndex } from "../support/small-index.ts";

const WISHES: Wishes = {
  host: "127.0.0.1",
  hosts: [],
  origins: [],
  apiKeys: [],
  open: false,
  requestsPerMinute: undefined,
  log: LOCAL.log,
  logQuestions: false,
};

describe("a server that is safe by default", () => {
  let index: SmallIndex;
  beforeAll(async () => {
    index = await SmallIndex.make();
  });
  afterAll(() => index.remove());

  const request = (path: string, headers: Record<string, string> = {}, options: Partial<ServerOptions> = {}) =>
    createApp(index, options).request(path, { headers });

  it("listens for others only with keys, or when it is said outright", () => {
    for (const host of ["0.0.0.0", "192.0.2.1", "::", "news.example"]) {
      expect(() => serverOptions({ ...WISHES, host }), host).toThrow(UsageError);
      expect(serverOptions({ ...WISHES, host, open: true })).toMatchObject({ requestsPerMinute: 600 });
      expect(serverOptions({ ...WISHES, host, apiKeys: ["k"] })).toMatchObject({ apiKeys: ["k"] });
    }
    for (const host of ["localhost", "127.0.0.1", "127.1.2.3", "::1"])
      expect(serverOptions({ ...WISHES, host })).toMatchObject({ requestsPerMinute: 0 });
  });

  it("answers only to its own names", async () => {
    for (const host of ["localhost:3000", "127.0.0.1", "[::1]:3000", "LOCALHOST"])
      expect((await request("/healthz", { host })).status, host).toBe(200);
    for (const host of ["evil.example", "localhost.evil.example:3000", "127.0.0.1.evil.example"])
      expect((await request("/healthz", { host })).status, host).toBe(403);
    const named = serverOptions({ ...WISHES, hosts: ["news.local"] });
    expect((await request("/healthz", { host: "news.local:3000" }, named)).status).toBe(200);
    // Where others are served too: by the names given, and by whoever looks after the machine.
    const open = serverOptions({ ...WISHES, host: "192.0.2.1", hosts: ["news.example"], open: true });
    for (const [host, status] of Object.entries({
      "news.example": 200,
      "127.0.0.1:3000": 200,
      "192.0.2.1": 200,
      "evil.example": 403,
    }))
      expect((await request("/healthz", { host }, open)).status, host).toBe(status);
    const second = serverOptions({ ...WISHES, host: "127.0.0.2" });
    expect((await request("/healthz", { host: "127.0.0.2:3000" }, second)).status).toBe(200);
  });

  it("takes no request from a page of another site", async () => {
    const host = "localhost:3000";
    expect((await request("/api/articles", { host, origin: "http://localhost:3000" })).status).toBe(200);
    for (const origin of ["https://evil.example", "null", "http://localhost:3001"])
      expect((await request("/api/articles", { host, origin })).status, origin).toBe(403);
  });

  it("lets other sites read answers only when they are named", async () => {
    const origin = "https://news.example";
    const named = await request("/healthz", { origin }, { origins: [origin] });
    expect(named.status).toBe(200);
    expect(named.headers.get("access-control-allow-origin")).toBe(origin);
    const own = await request("/healthz", { host: "localhost", origin: "http://localhost" });
    expect(own.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("opens to a key and to nothing else, but for health", async () => {
    const options = { apiKeys: ["first-key", "second-key"] };
    for (const path of ["/", "/api/articles", "/api/search?q=a", "/openapi.json", "/docs", "/metrics", "/nowhere"]) {
      const refused = await request(path, {}, options);
      expect(refused.status, path).toBe(401);
      expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="Askwire"');
    }
    for (const authorization of ["Bearer wrong", "Bearer first-ke", "Bearer first-key2", "Basic first-key", "Bearer "])
      expect((await request("/api/articles", { authorization }, options)).status, authorization).toBe(401);
    for (const key of options.apiKeys)
      expect((await request("/api/articles", { authorization: `Bearer ${key}` }, options)).status).toBe(200);
    for (const path of ["/healthz", "/readyz"]) expect((await request(path, {}, options)).status, path).toBe(200);
  });

  it("limits how often each key asks", async () => {
    const app = createApp(index, { apiKeys: ["a", "b"], requestsPerMinute: 3 });
    const ask = (key: string) => app.request("/api/articles", { headers: { authorization: `Bearer ${key}` } });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await ask("a")).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await ask("a");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect((await ask("b")).status).toBe(200);
    // Whoever watches over the server is never told to come back later.
    for (let n = 0; n < 4; n++) expect((await app.request("/healthz")).status).toBe(200);
    // Guessing keys counts by address.
    for (let n = 0; n < 3; n++) expect((await ask(`guess ${n}`)).status).toBe(401);
    expect((await ask("guess 4")).status).toBe(429);
  });

  it("sends pages with no script of their own and nothing from elsewhere", async () => {
    for (const path of ["/", "/docs", "/nowhere"]) {
      const { headers } = await request(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
    }
    const docs = await (await request("/docs")).text();
    expect(docs).not.toMatch(/<script|<style| style=| on[a-z]+=|src="http|<link[^>]+href="http/);
  });

  it("gives nothing away that is not in the index, whatever the path", async () => {
    const ways = ["../", "..%2f", "%2e%2e/", "..%5c", "....//", "%252e%252e%252f", "/", "%00"];
    const targets = ["package.json", "etc/passwd", "src/server/app.ts"];
    const secret = (await readFile("package.json", "utf8")).slice(0, 40);
    for (const base of ["/", "/assets/", "/api/articles/", "/api/passages/", "/articles/", "/docs/"])
      for (const way of ways)
        for (const target of targets) {
          const response = await request(`${base}${way.repeat(way === "/" ? 1 : 6)}${target}`);
          expect([304, 400, 404], `${base}${way}${target}`).toContain(response.status);
          const text = await response.text();
          expect(text).not.toContain(secret);
          expect(text).not.toContain("root:");
        }
  });

  it("tells no stack and no place of its files", async () => {
    const here = process.cwd();
    const broken = {
      store: index.store,
      embedder: { ...index.embedder, question: () => Promise.reject(new Error(here)) },
    };
    const asked = [
      await createApp({ ...broken, embedder: Object.assign(Object.create(index.embedder), broken.embedder) }).request(
        "/api/search?q=a",
      ),
      await request("/api/articles/%E0%A4%A"),
      await request("/api/search?q=%ff%fe&limit=%00"),
    ];
    for (const response of asked) {
      const text = await response.text();
      expect(text).not.toContain(here);
      expect(text).not.toMatch(/node_modules|\bat .*:\d+:\d+|\.ts\b/);
    }
    expect(asked[0].status).toBe(500);
  });

  it("logs requests without their questions, unless that is asked for", async () => {
    const logged = async (options: Partial<ServerOptions>) => {
      const lines: string[] = [];
      const log = pino({}, { write: (line: string) => lines.push(line) });
      const app = createApp(index, { ...options, log });
      await app.request("/api/search?q=unmentionable");
      const headers = { "content-type": "application/json" };
      await app.request("/api/search", { method: "POST", headers, body: '{"question":"unmentionable"}' });
      return lines;
    };
    const lines = await logged({});
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain("unmentionable");
    expect(JSON.parse(lines[0])).toMatchObject({
      method: "GET",
      path: "/api/search",
      status: 200,
      id: expect.any(String),
    });
    const told = await logged({ logQuestions: true });
    for (const line of told) expect(JSON.parse(line).asked).toEqual(["unmentionable"]);
  });

  it("leaves the environment to the scripts, but for where the build is", async () => {
    for (const file of await readdir("src", { recursive: true }))
      if (/\.tsx?$/.test(file) && file !== "home.ts")
        expect(await readFile(`src/${file}`, "utf8"), file).not.toContain("process.env");
  });
});
