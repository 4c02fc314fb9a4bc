// How is one result shown?
import type { FC } from "hono/jsx";
import type { Result } from "../search/answer.ts";
import type { Span } from "../text/spans.ts";
import { Marked } from "./marked.tsx";
import { articleLink, placeOf } from "./place.ts";
import { SourceLine } from "./source-line.tsx";

export const ResultItem: FC<{ result: Result; question: string }> = ({ result, question }) => {
  const { id, text, sentence, source, score } = result;
  const link = articleLink(source.article, placeOf({ ...source, text }), question);
  return (
    <li>
      <article aria-labelledby={`title-${id}`}>
        <h2 id={`title-${id}`}>
          <a href={link}>
            <bdi>{source.title}</bdi>
          </a>
        </h2>
        <SourceLine source={source} />
        <Passage text={text} start={source.start} sentence={sentence} words={[]} />
        <p class="actions">
          <a href={`/similar/${encodeURIComponent(id)}`}>More like this</a>
          <span class="score">score {score.toFixed(2)}</span>
        </p>
      </article>
    </li>
  );
};

interface PassageProps {
  readonly text: string;
  /** Offset of the text in its article; the others are of the same kind. */
  readonly start: number;
  readonly sentence: Span;
  readonly words: readonly Span[];
}

const Passage: FC<PassageProps> = ({ text, start, sentence, words }) => (
  <blockquote dir="auto">
    <Marked
      text={text}
      start={start}
      layers={[
        { spans: [sentence], wrap: (part) => <mark>{part}</mark> },
        { spans: words, wrap: (part) => <b>{part}</b> },
      ]}
    />
  </blockquote>
);
