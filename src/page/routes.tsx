// Which pages are there?
import { Hono } from "hono";
import type { Engine } from "../search/search.ts";

export function pageRoutes(_engine: Engine): Hono {
  const pages = new Hono();
  pages.get("/", (c) =>
    c.html(
      <html lang="en">
        <head>
          <title>Askwire</title>
        </head>
        <body>
          <h1>Askwire</h1>
        </body>
      </html>,
    ),
  );
  return pages;
}
