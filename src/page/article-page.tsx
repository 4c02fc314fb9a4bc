// How is an article read, with the passages that matter in their places?
import type { FC } from "hono/jsx";
import type { Result } from "../search/answer.ts";
import type { StoredArticle } from "../store/store.ts";
import type { Span } from "../text/spans.ts";
import type { Layer } from "./marked.tsx";
import { Prose } from "./prose.tsx";
import { type Stop, stopsOf } from "./stops.ts";
import { counted, day, webAddress } from "./wording.ts";

export interface ArticlePageProps {
  readonly article: StoredArticle & { readonly text: string };
  /** The place that was opened, if one was. */
  readonly place: Span | null;
  /** Whether the address named a place that the text no longer holds. */
  readonly lost: boolean;
  /** "" where nothing was asked. */
  readonly question: string;
  /** What of this article answers the question best. */
  readonly matches: readonly Result[];
}

export const ArticlePage: FC<ArticlePageProps> = ({ article, place, lost, question, matches }) => {
  const stops = stopsOf(
    place,
    matches.map(({ source }) => source),
  );
  return (
    <main id="main" class="reading">
      {question && (
        <p class="back">
          <a href={`/?${new URLSearchParams({ q: question })}`}>
            Answers to <q>{question}</q>
          </a>
        </p>
      )}
      <article>
        <h1 dir="auto">{article.title}</h1>
        <Origin article={article} />
        {lost && <p class="notice">This article has changed: the passage that was linked is no longer in it.</p>}
        {stops.length > 1 && (
          <p class="stops">
            {counted(stops.length, "passage")} here {place ? "match" : "may answer"}:{" "}
            <a href={`#${stops[0]?.anchor}`}>go to the first</a>
          </p>
        )}
        <Prose
          text={article.text}
          layers={layersOf(stops, matches)}
          headings="h2"
          before={(paragraph) =>
            stops.filter(startsIn(paragraph)).map((stop) => <StopNavigation stop={stop} stops={stops} />)
          }
        />
      </article>
    </main>
  );
};

const Origin: FC<{ article: StoredArticle }> = ({ article: { site, author, published, url, path } }) => {
  const address = webAddress(url);
  return (
    <p class="source">
      {author && <bdi>{author}</bdi>}
      {site && <bdi>{site}</bdi>}
      {published && <time datetime={published}>{day(published)}</time>}
      <bdi class="path">{path}</bdi>
      {address && (
        <a href={address} rel="noreferrer">
          Original
        </a>
      )}
      {url && !address && <bdi>{url}</bdi>}
    </p>
  );
};

/** Stands beside its passage, so that it needs no script. */
const StopNavigation: FC<{ stop: Stop; stops: readonly Stop[] }> = ({ stop, stops }) => {
  if (stops.length < 2) return null;
  const previous = stops[stop.number - 2];
  const next = stops[stop.number];
  const name = `Match ${stop.number} of ${stops.length}`;
  return (
    <nav class="stop" aria-label={name}>
      {previous && (
        <a href={`#${previous.anchor}`} aria-label="Previous match">
          ↑
        </a>
      )}
      <span aria-hidden="true">
        {stop.number} of {stops.length}
      </span>
      {next && (
        <a href={`#${next.anchor}`} aria-label="Next match">
          ↓
        </a>
      )}
    </nav>
  );
};

function layersOf(stops: readonly Stop[], matches: readonly Result[]): Layer[] {
  const sentences = matches.map(({ sentence }) => sentence);
  const opened = stops.find((stop) => stop.opened);
  // A long passage is opened at the sentence in it that answers.
  const answer = sentences.find(({ start, end }) => opened && start >= opened.start && end <= opened.end);
  return [
    {
      spans: stops,
      wrap(part, span, begins) {
        const stop = stops.find(({ start }) => start === span.start);
        const anchor = begins && !(stop?.opened && answer) ? stop?.anchor : undefined;
        return (
          <mark class={stop?.opened ? "place" : "match"} id={anchor}>
            {part}
          </mark>
        );
      },
    },
    {
      spans: sentences,
      wrap: (part, span, begins) => (
        <mark class="sentence" id={begins && span.start === answer?.start ? opened?.anchor : undefined}>
          {part}
        </mark>
      ),
    },
    { spans: matches.flatMap(({ highlights }) => highlights), wrap: (part) => <b>{part}</b> },
  ];
}

function startsIn(paragraph: Span): (stop: Span) => boolean {
  return ({ start }) => start >= paragraph.start && start < paragraph.end;
}
