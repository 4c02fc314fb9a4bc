// How is the map asked for?
import { Hono } from "hono";
import { ask, currentGeneration, type Engine, sourceOf } from "../../search/search.ts";
import { SETTINGS } from "../../settings.ts";
import { askedIn } from "../address.ts";
import { page } from "../document.tsx";
import { perGeneration } from "../per-generation.ts";
import { drawMap } from "./corpus-map.ts";
import { MapPage, PointRead } from "./map-page.tsx";

/** Longest wait for a map that is being drawn, ms; the browser then asks again. */
const PATIENCE = 1000;

export function mapRoutes(engine: Engine): Hono {
  const routes = new Hono();
  const mapOf = perGeneration(drawMap);

  routes.get("/map", async (c) => {
    const { text: question, offset } = askedIn(new URL(c.req.url));
    const { info, articles } = await currentGeneration(engine).then(async (generation) => ({
      info: generation.info,
      articles: await generation.articles({ offset, limit: SETTINGS.page.articles }),
    }));
    const hits = question ? (await ask(engine, { text: question, limit: SETTINGS.page.results })).passages : [];
    return page(c, {
      title: "Map",
      scripts: ["map.js"],
      body: <MapPage {...{ info, question, hits, articles, offset }} />,
    });
  });

  /** The points, in columns; 202 while they are being laid out. */
  routes.get("/map/points", async (c) => {
    const map = await Promise.race([mapOf(await currentGeneration(engine)), after(PATIENCE)]);
    if (!map) return c.json({ status: "being drawn" }, 202);
    const { passages, articleOf, places } = map;
    return c.json({ passages, articleOf, places: Array.from(places, (place) => Math.round(place * 10_000)) });
  });

  routes.get("/map/point/:id", async (c) => {
    const [passage] = await (await currentGeneration(engine)).passages([c.req.param("id")]);
    if (!passage) return c.notFound();
    return c.html(<PointRead result={{ text: passage.text, source: sourceOf(passage) }} />);
  });

  return routes;
}

function after(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, ms, null));
}
