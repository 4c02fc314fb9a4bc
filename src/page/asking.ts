// How does what an address says become a question?
import { QuestionError } from "../errors.ts";
import { parseQuestion } from "../search/query-syntax.ts";
import type { Question } from "../search/search.ts";
import { SETTINGS } from "../settings.ts";
import type { Asked } from "./address.ts";

/** @throws QuestionError where nothing is asked for, or too much. */
export function questionOf({ text, source, after, before, offset }: Asked, limit: number): Question {
  const { length } = SETTINGS.question;
  if (text.length > length)
    throw new QuestionError(`The question has ${text.length} characters; at most ${length} can be asked.`);
  const { text: language, phrases, without } = parseQuestion(text);
  if (!language) throw new QuestionError("The question says only what must not occur; say what you want to know.");
  const filtered = source || after || before || phrases.length > 0 || without.length > 0;
  const filter = { sources: source ? [source] : [], after, before, phrases, without };
  return { text: language, limit, offset, filter: filtered ? filter : undefined };
}
