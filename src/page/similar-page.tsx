// Which passages say something like this one?
import type { FC } from "hono/jsx";
import type { Copy } from "../search/answer.ts";
import { articleLink, placeOf } from "./place.ts";
import { Prose } from "./prose.tsx";
import { SourceLine } from "./source-line.tsx";

export interface SimilarPageProps {
  readonly passage: Pick<Copy, "text" | "source">;
  /** Nearest first. */
  readonly similar: readonly Copy[];
}

export const SimilarPage: FC<SimilarPageProps> = ({ passage, similar }) => (
  <main id="main">
    <h1>More like this</h1>
    <section class="likeness" aria-label="The passage">
      <PassageShown passage={passage} />
    </section>
    <ol class="results" aria-label="Passages like it">
      {similar.map((copy) => (
        <li>
          <PassageShown passage={copy} />
          <p class="actions">
            <a href={`/similar/${encodeURIComponent(copy.id)}`}>More like this</a>
            <span>Likeness {copy.similarity.toFixed(2)}</span>
          </p>
        </li>
      ))}
    </ol>
  </main>
);

const PassageShown: FC<{ passage: Pick<Copy, "text" | "source"> }> = ({ passage: { text, source } }) => (
  <>
    <h2 dir="auto">
      <a href={articleLink(source.article, placeOf({ ...source, text }))}>{source.title}</a>
    </h2>
    <SourceLine source={source} />
    <blockquote class="passage">
      <Prose text={text} headings="p" />
    </blockquote>
  </>
);
