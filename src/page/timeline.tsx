// When was what the results say published?
import type { FC } from "hono/jsx";
import type { Result } from "../search/answer.ts";
import { day } from "./wording.ts";

interface Dated {
  readonly result: Result;
  readonly published: string;
  /** ms since 1970. */
  readonly time: number;
}

/** A dot a result along the years; nothing where fewer than two days are known. */
export const Timeline: FC<{ results: readonly Result[] }> = ({ results }) => {
  const dated = results.flatMap(datedResult).sort((a, b) => a.time - b.time);
  const [first, last] = [dated.at(0), dated.at(-1)];
  if (!first || !last || day(first.published) === day(last.published)) return null;
  return (
    <nav class="timeline" aria-label="Results by date">
      <svg width="100%" height="34" aria-hidden="false">
        <title>Results by date</title>
        <line x1="2%" x2="98%" y1="10" y2="10" />
        {dated.map((each) => (
          <a href={`#result-${each.result.id}`} aria-label={`${day(each.published)}: ${each.result.source.title}`}>
            <circle cx={`${2 + (96 * (each.time - first.time)) / (last.time - first.time)}%`} cy="10" r="6">
              <title>{`${day(each.published)}: ${each.result.source.title}`}</title>
            </circle>
          </a>
        ))}
        <text x="0" y="31">
          {day(first.published)}
        </text>
        <text x="100%" y="31" text-anchor="end">
          {day(last.published)}
        </text>
      </svg>
    </nav>
  );
};

function datedResult(result: Result): Dated[] {
  const { published } = result.source;
  const time = published ? Date.parse(published) : Number.NaN;
  return published && !Number.isNaN(time) ? [{ result, published, time }] : [];
}
