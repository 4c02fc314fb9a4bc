// What of a question is not language but a command? "A phrase in quotation marks" must occur, -word and -"a phrase" must not.
import type { PassageFilter } from "../store/store.ts";

/** A minus counts in front of a word, not within one ("post-war") and not as a dash ("he left - again"). */
const COMMAND = /(?<not>(?<=^|\s)[-−])?["“”](?<phrase>[^"“”]*)["“”]|(?<=^|\s)[-−](?<word>[\p{L}\p{N}][^\s"“”]*)/gu;

export interface ParsedQuestion extends Pick<PassageFilter, "phrases" | "without"> {
  /** The question as language: phrases without their marks, nothing of what must not occur; "" where that is all it says. */
  readonly text: string;
}

export function parseQuestion(question: string): ParsedQuestion {
  const phrases: string[] = [];
  const without: string[] = [];
  const text = question.replace(COMMAND, (_, not?: string, phrase?: string, word?: string) => {
    if (word) without.push(word.replace(/[?!.,;:]+$/, ""));
    else if (phrase?.trim()) (not ? without : phrases).push(phrase.trim());
    return not ? " " : (phrase ?? " ");
  });
  const language = text.replace(/\s+/g, " ").trim();
  // Nothing but marks around nothing is looked for as it stands.
  return { text: language || (without.length > 0 ? "" : question.trim()), phrases, without };
}
