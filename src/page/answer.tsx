// How is an answer shown?
import type { FC } from "hono/jsx";
import type { Answer } from "../search/answer.ts";
import { type Asked, searchOf } from "./address.ts";
import { ResultItem } from "./result.tsx";
import { Timeline } from "./timeline.tsx";
import { counted, sureness } from "./wording.ts";

/** One page of results, with those that come before and after it within reach. */
export interface AnswerPage {
  readonly asked: Asked;
  readonly answer: Answer;
  /** Results on a full page. */
  readonly size: number;
  readonly more: boolean;
}

export const AnswerSection: FC<AnswerPage> = ({ asked, answer, size, more }) => (
  <>
    <h1 class="unseen">{summary(answer)}</h1>
    {answer.passages.length === 0 ? <NothingFound asked={asked} /> : <Sureness answer={answer} />}
    <Timeline results={answer.passages} />
    <ol class="results" start={asked.offset + 1}>
      {answer.passages.map((result) => (
        <ResultItem result={result} question={asked.text} />
      ))}
    </ol>
    <nav class="paging" aria-label="Pages of results">
      {asked.offset > 0 && (
        <a rel="prev" href={`/${searchOf({ ...asked, offset: Math.max(0, asked.offset - size) })}`}>
          Previous results
        </a>
      )}
      {more && (
        <a rel="next" href={`/${searchOf({ ...asked, offset: asked.offset + size })}`}>
          More results
        </a>
      )}
    </nav>
  </>
);

const Sureness: FC<{ answer: Answer }> = ({ answer }) => (
  <p class={answer.answered ? "sureness" : "sureness notice"}>
    <meter min={0} max={1} value={answer.confidence} aria-label="How sure">
      {Math.round(answer.confidence * 100)} %
    </meter>
    <span>
      {sureness(answer)}
      {!answer.answered && ". These passages come nearest."}
    </span>
  </p>
);

const NothingFound: FC<{ asked: Asked }> = ({ asked }) => (
  <div class="notice">
    <p>No passage passes these filters.</p>
    <p>
      <a href={`/${searchOf({ ...asked, source: null, after: null, before: null, offset: 0 })}`}>
        Ask without the filters
      </a>
    </p>
  </div>
);

/** What an answer holds, in a sentence that is also read out when it appears. */
function summary(answer: Answer): string {
  const count = answer.passages.length;
  return count === 0 ? "Nothing found" : `${sureness(answer)}: ${counted(count, "passage")}`;
}
