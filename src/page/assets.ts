// How do the page's own files reach the browser?
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { homePath } from "../home.ts";

const TYPES = {
  "askwire.css": "text/css; charset=utf-8",
  "ask.js": "text/javascript; charset=utf-8",
  "cite.js": "text/javascript; charset=utf-8",
  "map.js": "text/javascript; charset=utf-8",
  "icon.svg": "image/svg+xml",
} as const;

export type AssetName = keyof typeof TYPES;

interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** Of its bytes; a changed file has another address, so browsers may keep it for good. */
  readonly version: string;
}

const ASSETS: ReadonlyMap<string, Asset> = new Map(
  Object.entries(TYPES).map(([name, type]) => {
    const bytes = new Uint8Array(readFileSync(homePath(`src/page/assets/${name}`)));
    return [name, { bytes, type, version: createHash("sha256").update(bytes).digest("hex").slice(0, 12) }];
  }),
);

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
