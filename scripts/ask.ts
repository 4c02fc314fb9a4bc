// npm run ask: one question, answered in the terminal.
import { UsageError } from "../src/errors.ts";
import type { Answer, Result } from "../src/search/answer.ts";
import { ask } from "../src/search/search.ts";
import { SETTINGS } from "../src/settings.ts";
import { colours, commandLine, environment, main, wholeNumber } from "./command.ts";
import { openEngine } from "./wiring.ts";

const { limit, maxLimit, length } = SETTINGS.question;

const HELP = `npm run ask -- "QUESTION" [options]

Prints the passages that answer a question, best first, with the sentence that answers and the source of each.

  --index DIR   the index to ask (default: ASKWIRE_INDEX, or index/)
  --limit N     how many passages, 1 to ${maxLimit} (default: ${limit})
  --json        print the answer as JSON, as the HTTP API gives it
  -h, --help    this text`;

await main(async () => {
  const { values, positionals } = commandLine(HELP, {
    index: { type: "string", default: environment.index },
    limit: { type: "string", default: String(limit) },
    json: { type: "boolean", default: false },
  });
  const text = positionals.join(" ").trim();
  if (!text) throw new UsageError('Say what you want to know: npm run ask -- "QUESTION".');
  if (text.length > length)
    throw new UsageError(`The question has ${text.length} characters; at most ${length} can be asked.`);
  const question = { text, limit: wholeNumber("--limit", values.limit, 1, maxLimit) };
  const engine = await openEngine({ index: values.index, model: environment.model, workers: 1 });
  try {
    const answer = await ask(engine, question);
    console.log(values.json ? JSON.stringify(answer, null, 2) : shown(answer));
    return 0;
  } finally {
    await engine.close();
  }
});

function shown({ answered, confidence, passages }: Answer): string {
  const notice = answered
    ? ""
    : colours.yellow(
        `Nothing here seems to answer this (confidence ${confidence.toFixed(2)}); the nearest passages:\n\n`,
      );
  return notice + passages.map(passageShown).join("\n\n");
}

function passageShown({ text, sentence, source, score, alsoIn }: Result, at: number): string {
  const from = sentence.start - source.start;
  const to = sentence.end - source.start;
  const marked = `${text.slice(0, from)}${colours.bold(colours.green(sentence.text))}${text.slice(to)}`;
  const place = `${source.path}, paragraph ${source.paragraph}, characters ${source.start} to ${source.end}, score ${score.toFixed(3)}`;
  const copies = alsoIn.map((copy) =>
    colours.dim(`also in ${copy.source.path}, paragraph ${copy.source.paragraph}: ${copy.source.title}`),
  );
  return [colours.bold(`${at + 1}. ${source.title}`), marked, colours.dim(place), ...copies].join("\n");
}
