// How is the whole corpus shown at once?
import type { FC } from "hono/jsx";
import type { Result } from "../../search/answer.ts";
import type { GenerationInfo, StoredArticle } from "../../store/store.ts";
import { articleLink, placeOf } from "../place.ts";
import { Prose } from "../prose.tsx";
import { SourceLine } from "../source-line.tsx";
import { counted } from "../wording.ts";

export interface MapPageProps {
  readonly info: GenerationInfo;
  /** "" where nothing was asked. */
  readonly question: string;
  /** What the question lights up, best first. */
  readonly hits: readonly Result[];
  /** A page of the articles, and how many come before it. */
  readonly articles: readonly StoredArticle[];
  readonly offset: number;
}

export const MapPage: FC<MapPageProps> = ({ info, question, hits, articles, offset }) => (
  <main id="main" class="map">
    <h1>Map</h1>
    <p>
      {counted(info.passages, "passage")} of {counted(info.articles, "article")}. Each is a point; those that say
      something alike are close, and those of one article have one colour.
    </p>
    <search>
      <form action="/map" class="ask">
        <label for="question">Light up what answers</label>
        <div class="box">
          <input id="question" name="q" type="search" value={question} autocomplete="off" />
          <button type="submit">Show</button>
        </div>
      </form>
    </search>
    <div id="map" data-hits={hits.map(({ id }) => id).join(" ")}>
      <div
        class="canvas"
        tabindex={0}
        role="application"
        aria-label="Map of the passages. Arrow keys move between points, Enter opens one."
      >
        <canvas />
      </div>
      <div class="reading-glass" role="status" />
    </div>
    {hits.length > 0 && (
      <section aria-labelledby="hits">
        <h2 id="hits">Lit up</h2>
        <ol class="hits">
          {hits.map((hit) => (
            <li>
              <a href={articleLink(hit.source.article, placeOf({ ...hit.source, text: hit.text }), question)}>
                <bdi>{hit.sentence.text}</bdi>
              </a>
              <SourceLine source={hit.source} />
            </li>
          ))}
        </ol>
      </section>
    )}
    <section aria-labelledby="articles">
      <h2 id="articles">Articles</h2>
      <ol class="articles" start={offset + 1}>
        {articles.map((article, at) => (
          <li>
            <svg width="12" height="12" aria-hidden="true">
              <title>Its colour on the map</title>
              <circle cx="6" cy="6" r="6" fill={colourOf(offset + at)} />
            </svg>
            <a href={`/article/${article.id}`}>
              <bdi>{article.title}</bdi>
            </a>
          </li>
        ))}
      </ol>
      <ArticlePaging offset={offset} shown={articles.length} total={info.articles} />
    </section>
  </main>
);

const ArticlePaging: FC<{ offset: number; shown: number; total: number }> = ({ offset, shown, total }) => (
  <nav class="paging" aria-label="Pages of articles">
    {offset > 0 && <a href={`/map?offset=${Math.max(0, offset - shown)}#articles`}>Previous articles</a>}
    {offset + shown < total && <a href={`/map?offset=${offset + shown}#articles`}>More articles</a>}
  </nav>
);

/** Steps of the golden angle keep neighbours apart, however many there are; assets/map.js does the same. */
function colourOf(article: number): string {
  return `hsl(${Math.round((article * 137.508) % 360)} 55% 50%)`;
}

/** What is read of a point under the pointer. */
export const PointRead: FC<{ result: Pick<Result, "text" | "source"> }> = ({ result: { text, source } }) => (
  <>
    <a href={articleLink(source.article, placeOf({ ...source, text }))}>
      <bdi>{source.title}</bdi>
    </a>
    <SourceLine source={source} />
    <blockquote class="passage">
      <Prose text={text} headings="p" />
    </blockquote>
  </>
);
