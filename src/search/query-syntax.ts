// What of a question is not language but a command? "A phrase in quotation marks" must occur, -word must not.
import type { PassageFilter } from "../store/store.ts";

/** A minus counts in front of a word, not within one ("post-war") and not as a dash ("he left - again"). */
const COMMAND = /["“”](?<phrase>[^"“”]*)["“”]|(?<=^|\s)[-−](?<word>[\p{L}\p{N}][^\s"“”]*)/gu;

export interface ParsedQuestion extends Pick<PassageFilter, "phrases" | "without"> {
  /** The question as language: phrases without their marks, and nothing of what must not occur. */
  readonly text: string;
}

export function parseQuestion(question: string): ParsedQuestion {
  const phrases: string[] = [];
  const without: string[] = [];
  const text = question.replace(COMMAND, (_, phrase?: string, word?: string) => {
    if (word) without.push(word.replace(/[?!.,;:]+$/, ""));
    else if (phrase?.trim()) phrases.push(phrase.trim());
    return phrase ?? " ";
  });
  return { text: text.replace(/\s+/g, " ").trim(), phrases, without };
}
