// What is an article without a stated title called?

import { headingText, paragraphs } from "../text/paragraphs.ts";
import { sentences } from "../text/sentences.ts";
import type { Article } from "./article.ts";

/** Paragraphs at the top among which a heading is taken for the title. */
const NEAR_TOP = 3;
/** Longest title made of a sentence, in code units. */
const TITLE_LENGTH = 110;

/** A heading-like line near the top, else the first sentence, cut at a word. Never empty for a text with a word. */
export function titleOf(text: string): string {
  const top = paragraphs(text).slice(0, NEAR_TOP);
  const heading = top.find((paragraph) => paragraph.heading);
  if (heading) return shorten(headingText(text.slice(heading.start, heading.end)));
  const first = top[0];
  if (!first) return "";
  const sentence = sentences(text, first)[0] ?? first;
  return shorten(text.slice(sentence.start, sentence.end));
}

/** The title where the text itself does not tell it, and "" where it was taken from the text. */
export function titleBeyondText({ title, text }: Pick<Article, "title" | "text">): string {
  return title.endsWith("…") || text.includes(title) ? "" : title;
}

function shorten(title: string): string {
  if (title.length <= TITLE_LENGTH) return title;
  const cut = title.slice(0, TITLE_LENGTH);
  const atWord = cut.replace(/\s+\S*$/u, "");
  return `${(atWord.length > TITLE_LENGTH / 2 ? atWord : cut).replace(/[\s,;:—–-]+$/u, "")}…`;
}
