// Which pages are there?
import { Hono } from "hono";
import { ask, currentGeneration, type Engine } from "../search/search.ts";
import { SETTINGS } from "../settings.ts";
import { type Asked, askedIn, filterOf } from "./address.ts";
import { type AnswerPage, AnswerSection, announcement } from "./answer.tsx";
import { ArticlePage } from "./article-page.tsx";
import { AskForm } from "./ask-form.tsx";
import { assetRoutes } from "./assets.ts";
import { page } from "./document.tsx";
import { locate, placeIn } from "./place.ts";
import { onPageError, Trouble } from "./trouble.tsx";

export function pageRoutes(engine: Engine): Hono {
  const pages = new Hono();

  pages.get("/", async (c) => {
    const asked = askedIn(new URL(c.req.url));
    const answered = asked.text ? await answerPage(engine, asked) : null;
    return page(c, {
      title: asked.text,
      body: (
        <main id="main">
          <AskForm asked={asked} />
          <p role="status" class="unseen">
            {answered && announcement(answered)}
          </p>
          <section id="answer" aria-label="Answer">
            {answered && <AnswerSection {...answered} />}
          </section>
        </main>
      ),
    });
  });

  pages.get("/article/:id", async (c) => {
    const url = new URL(c.req.url);
    const article = await (await currentGeneration(engine)).article(c.req.param("id"));
    if (!article) {
      const title = "This article is not in the index";
      return page(c, {
        title,
        status: 404,
        body: <Trouble title={title} say="It may have been removed or renamed." />,
      });
    }
    const named = placeIn(url);
    const place = named && locate(article.text, named);
    const question = url.searchParams.get("q") ?? "";
    return page(c, {
      title: article.title,
      body: <ArticlePage article={article} place={place} lost={named !== null && place === null} question={question} />,
    });
  });

  pages.route("/", assetRoutes());
  pages.onError(onPageError);
  return pages;
}

async function answerPage(engine: Engine, asked: Asked): Promise<AnswerPage> {
  const size = SETTINGS.page.results;
  const wanted = Math.min(asked.offset + size + 1, SETTINGS.question.maxLimit);
  const answer = await ask(engine, { text: asked.text, limit: wanted, filter: filterOf(asked) });
  const passages = answer.passages.slice(asked.offset, asked.offset + size);
  return { asked, answer: { ...answer, passages }, size, more: answer.passages.length > asked.offset + size };
}
