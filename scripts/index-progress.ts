// How does an indexing run tell how it goes: to a person at a terminal, to a log, to a program?
import { clearLine, cursorTo } from "node:readline";
import type { Failure, Progress, Report } from "../src/indexing/report.ts";
import { colours } from "./command.ts";

export interface Telling {
  readonly onProgress: (progress: Progress) => void;
  readonly onFailure: (failure: Failure) => void;
  readonly onNotice: (notice: string) => void;
  readonly done: (report: Report) => void;
}

/** Events for programs, a line of JSON each, `event` first. */
export function tellingAsJson(): Telling {
  const tell = (event: string, about: object) => console.log(JSON.stringify({ event, ...about }));
  return {
    onProgress: every(1000, (progress) => tell("progress", progress)),
    onFailure: (failure) => tell("failure", failure),
    onNotice: (notice) => tell("notice", { notice }),
    done: (report) => tell("done", report),
  };
}

/** One line drawn again and again on a terminal; elsewhere a line every ten seconds. `where` the index is. */
export function tellingAsText(where: string): Telling {
  const { stderr } = process;
  const draw = (progress: Progress) => {
    erase();
    stderr.write(shown(progress).slice(0, stderr.columns - 1));
  };
  const erase = () => {
    if (!stderr.isTTY) return;
    clearLine(stderr, 0);
    cursorTo(stderr, 0);
  };
  const say = (line: string) => {
    erase();
    console.error(line);
  };
  return {
    onProgress: stderr.isTTY ? every(100, draw) : every(10_000, (progress) => say(shown(progress)), "after a while"),
    onFailure: ({ path, reason }) => say(colours.red(`${path}: ${reason}`)),
    onNotice: (notice) => say(colours.yellow(notice)),
    done: (report) => {
      erase();
      console.log(summary(report, where));
    },
  };
}

function shown({ files, passages, rate, secondsLeft, reused, failed }: Progress): string {
  const parts = [
    `${files.done} of ${files.total} files`,
    `${passages.done} of about ${passages.expected} passages`,
    `${rate.toFixed(0)}/s`,
    ...(secondsLeft === null ? [] : [`${duration(secondsLeft)} left`]),
    ...(reused > 0 ? [`${reused} reused`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  return parts.join(" · ");
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function summary(report: Report, where: string): string {
  const { articles, passages, embedded, seconds, generation, published, failures } = report;
  const parts = (["added", "changed", "moved", "removed", "unchanged", "failed"] as const)
    .filter((what) => articles[what] > 0)
    .map((what) => `${articles[what]} ${what}`);
  return [
    `${colours.bold(`${articles.read} articles`)} read (${parts.join(", ")}), ${passages} passages, ${embedded} embedded in ${seconds.toFixed(1)} s`,
    published
      ? `Generation ${generation} is in ${where}. Ask it: npm run ask -- "your question"`
      : `Nothing has changed: generation ${generation} in ${where} goes on.`,
    ...(failures.length ? [colours.red(`Not indexed, or as they were before (${failures.length}):`)] : []),
    ...failures.map(({ path, reason }) => `  ${path}: ${reason}`),
  ].join("\n");
}

/** Passes a call on if the last one is long enough ago, ms; the first one at once, or also after a while. */
function every<T>(
  ms: number,
  tell: (value: T) => void,
  first: "at once" | "after a while" = "at once",
): (value: T) => void {
  let last = first === "at once" ? 0 : Date.now();
  return (value) => {
    if (Date.now() - last < ms) return;
    last = Date.now();
    tell(value);
  };
}
