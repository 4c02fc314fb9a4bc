// Which pages are there?
import { Hono } from "hono";
import { compress } from "hono/compress";
import type { Building } from "../indexing/building.ts";
import type { Result } from "../search/answer.ts";
import { askerBehind, untilDeadline } from "../search/deadline.ts";
import { ask, currentGeneration, type Engine, sourceOf } from "../search/search.ts";
import { similarTo } from "../search/similar.ts";
import { SETTINGS } from "../settings.ts";
import type { StoredArticle } from "../store/store.ts";
import { askedIn } from "./address.ts";
import { Answering } from "./answering.tsx";
import { ArticlePage } from "./article-page.tsx";
import { AskPage } from "./ask-page.tsx";
import { questionOf } from "./asking.ts";
import { assetRoutes } from "./assets.ts";
import { page } from "./document.tsx";
import { mapRoutes } from "./map/routes.tsx";
import { locate, placeIn } from "./place.ts";
import { SimilarPage } from "./similar-page.tsx";
import { Trouble } from "./trouble.tsx";

export function pageRoutes(engine: Engine, building: Building): Hono {
  const pages = new Hono();
  const answering = new Answering(engine, building);
  pages.use(compress());

  pages.get("/", async (c) => {
    const asked = askedIn(new URL(c.req.url));
    const { body, ...rest } = await untilDeadline(askerBehind(c.req.raw.signal), (signal) =>
      answering.part(asked, signal),
    );
    return page(c, {
      ...rest,
      title: asked.text,
      scripts: ["ask.js", "cite.js"],
      body: <AskPage asked={asked}>{body}</AskPage>,
    });
  });

  /** The answer alone, for the page's script; what is in its way is shown in its place, and no error. */
  pages.get("/answer", async (c) => {
    const asked = askedIn(new URL(c.req.url));
    const { body } = await untilDeadline(askerBehind(c.req.raw.signal), (signal) => answering.part(asked, signal));
    return c.html(body);
  });

  pages.get("/article/:id", async (c) => {
    const url = new URL(c.req.url);
    const article = await (await currentGeneration(engine)).article(c.req.param("id"));
    const named = placeIn(url);
    if (!article) {
      const title = "This article is not in the index";
      const words = named?.words ?? "";
      return page(c, { title, status: 404, body: <Trouble title={title} search={words} /> });
    }
    const place = named && locate(article.text, named);
    const question = askedIn(url).text;
    const matches = question ? await matchesIn(engine, article, question) : [];
    const lost = named !== null && place === null;
    return page(c, {
      title: article.title,
      body: <ArticlePage {...{ article, place, lost, question, matches }} />,
    });
  });

  pages.get("/similar/:id", async (c) => {
    const generation = await currentGeneration(engine);
    const id = c.req.param("id");
    const [passage] = await generation.passages([id]);
    const similar = await similarTo(generation, id, SETTINGS.page.results);
    if (!passage || !similar) {
      const title = "This passage is not in the index";
      return page(c, { title, status: 404, body: <Trouble title={title} /> });
    }
    const shown = { text: passage.text, source: sourceOf(passage) };
    return page(c, { title: "More like this", body: <SimilarPage passage={shown} similar={similar} /> });
  });

  pages.route("/", mapRoutes(engine));
  pages.route("/", assetRoutes());
  return pages;
}

async function matchesIn(engine: Engine, article: StoredArticle, text: string): Promise<Result[]> {
  const { maxLimit } = SETTINGS.question;
  const asked = { text, source: article.path, after: null, before: null, offset: 0 };
  const { passages } = await ask(engine, { ...questionOf(asked, maxLimit), diversity: false });
  return passages.filter(({ source }) => source.article === article.id).slice(0, SETTINGS.page.matches);
}
