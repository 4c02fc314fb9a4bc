// How do the page's own files reach the browser?
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { homePath } from "../home.ts";

/** One file for the browser: all of it is small, and is kept for good. */
const STYLES = ["base", "asking", "results", "reading", "map", "docs", "circumstances"];

const SCRIPT = "text/javascript; charset=utf-8";

const SERVED = {
  "askwire.css": { type: "text/css; charset=utf-8", files: STYLES.map((name) => `styles/${name}.css`) },
  "ask.js": { type: SCRIPT, files: ["ask.js"] },
  "cite.js": { type: SCRIPT, files: ["cite.js"] },
  "map.js": { type: SCRIPT, files: ["map.js"] },
  "icon.svg": { type: "image/svg+xml", files: ["icon.svg"] },
} as const;

export type AssetName = keyof typeof SERVED;

interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** Of its bytes; a changed file has another address, so browsers may keep it for good. */
  readonly version: string;
}

const ASSETS: ReadonlyMap<string, Asset> = new Map(
  Object.entries(SERVED).map(([name, { type, files }]) => {
    const bytes = new Uint8Array(Buffer.concat(files.map(contentOf)));
    return [name, { bytes, type, version: createHash("sha256").update(bytes).digest("hex").slice(0, 12) }];
  }),
);

function contentOf(file: string): Buffer {
  return readFileSync(homePath(`src/page/assets/${file}`));
}

export function assetAddress(name: AssetName): string {
  return `/assets/${name}?v=${ASSETS.get(name)?.version}`;
}

export function assetRoutes(): Hono {
  const assets = new Hono();
  assets.get("/assets/:name", (c) => {
    const asset = ASSETS.get(c.req.param("name"));
    if (!asset) return c.notFound();
    const forGood = c.req.query("v") === asset.version;
    c.header("cache-control", forGood ? "public, max-age=31536000, immutable" : "no-cache");
    c.header("content-type", asset.type);
    return c.body(asset.bytes);
  });
  return assets;
}
