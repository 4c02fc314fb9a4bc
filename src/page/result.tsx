// How is one result shown?
import type { FC } from "hono/jsx";
import type { Copy, Result } from "../search/answer.ts";
import { Difference } from "./difference.tsx";
import { articleLink, placeOf } from "./place.ts";
import { Prose } from "./prose.tsx";
import { SourceLine } from "./source-line.tsx";
import { citation, counted } from "./wording.ts";

export interface ResultProps {
  readonly result: Result;
  /** "" where nothing was asked. */
  readonly question: string;
}

export const ResultItem: FC<ResultProps> = ({ result, question }) => {
  const { id, text, sentence, highlights, source, alsoIn } = result;
  return (
    <li>
      <article id={`result-${id}`} aria-labelledby={`title-${id}`}>
        <h2 id={`title-${id}`} dir="auto">
          <a href={linkTo(result, question)}>{source.title}</a>
        </h2>
        <SourceLine source={source} />
        <blockquote class="passage">
          <Prose
            text={text}
            start={source.start}
            layers={[
              { spans: [sentence], wrap: (part) => <mark>{part}</mark> },
              { spans: highlights, wrap: (part) => <b>{part}</b> },
            ]}
            headings="p"
          />
        </blockquote>
        {alsoIn.length > 0 && <AlsoIn shown={text} copies={alsoIn} question={question} />}
        <Actions result={result} question={question} />
      </article>
    </li>
  );
};

const Actions: FC<ResultProps> = ({ result, question }) => {
  const { id, sentence, source } = result;
  return (
    <p class="actions">
      <a href={`/similar/${encodeURIComponent(id)}`} aria-describedby={`title-${id}`}>
        More like this
      </a>
      <button
        type="button"
        class="copy"
        aria-describedby={`title-${id}`}
        data-citation={citation(sentence.text, source)}
        data-link={source.url ? undefined : linkTo(result, question)}
      >
        Copy citation
      </button>
    </p>
  );
};

const AlsoIn: FC<{ shown: string; copies: readonly Copy[]; question: string }> = ({ shown, copies, question }) => (
  <details class="also">
    <summary>Also reported in {counted(copies.length, "article")}</summary>
    <ul>
      {copies.map((copy) => (
        <li>
          <a href={linkTo(copy, question)}>
            <bdi>{copy.source.title}</bdi>
          </a>
          <SourceLine source={copy.source} />
          <Difference shown={shown} copy={copy.text} />
        </li>
      ))}
    </ul>
  </details>
);

function linkTo({ text, source }: Pick<Copy, "text" | "source">, question: string): string {
  return articleLink(source.article, placeOf({ ...source, text }), question);
}
