// How is an article read, with a passage in its place?
import type { FC } from "hono/jsx";
import type { StoredArticle } from "../store/store.ts";
import { headingText, type Paragraph, paragraphs } from "../text/paragraphs.ts";
import type { Span } from "../text/spans.ts";
import { type Layer, Marked } from "./marked.tsx";
import { day, webAddress } from "./wording.ts";

export interface ArticlePageProps {
  readonly article: StoredArticle & { readonly text: string };
  readonly place: Span | null;
  /** Whether the address named a place that the text no longer holds. */
  readonly lost: boolean;
  readonly question: string;
}

export const ArticlePage: FC<ArticlePageProps> = ({ article, place, lost, question }) => {
  const layers: Layer[] = place ? [placeLayer(place)] : [];
  return (
    <main id="main" class="reading">
      {question && (
        <p class="back">
          <a href={`/?${new URLSearchParams({ q: question })}`}>Back to the answers</a>
        </p>
      )}
      <article>
        <h1>
          <bdi>{article.title}</bdi>
        </h1>
        <Origin article={article} />
        {lost && (
          <p class="notice">The article has changed since this link was made: the passage is no longer in it.</p>
        )}
        {paragraphs(article.text).map((paragraph) => (
          <ParagraphShown text={article.text} paragraph={paragraph} layers={layers} />
        ))}
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
      {address ? (
        <a href={address} rel="noreferrer">
          <bdi>{url}</bdi>
        </a>
      ) : (
        url && <bdi>{url}</bdi>
      )}
      <bdi class="path">{path}</bdi>
    </p>
  );
};

interface ParagraphProps {
  readonly text: string;
  readonly paragraph: Paragraph;
  readonly layers: readonly Layer[];
}

const ParagraphShown: FC<ParagraphProps> = ({ text, paragraph, layers }) => {
  const line = text.slice(paragraph.start, paragraph.end);
  if (!paragraph.heading) {
    return (
      <p dir="auto">
        <Marked text={line} start={paragraph.start} layers={layers} />
      </p>
    );
  }
  const words = headingText(line);
  return (
    <h2 dir="auto">
      <Marked text={words} start={paragraph.start + line.indexOf(words)} layers={layers} />
    </h2>
  );
};

function placeLayer(place: Span): Layer {
  return {
    spans: [place],
    wrap: (part) => (
      <mark class="place" id="place">
        {part}
      </mark>
    ),
  };
}
