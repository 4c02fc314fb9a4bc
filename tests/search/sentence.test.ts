import { describe, expect, it } from "vitest";
import { understood } from "../../src/search/question.ts";
import { answerSentence, highlights } from "../../src/search/sentence.ts";
import { in127ths } from "../../src/store/in-127ths.ts";
import type { StoredPassage } from "../../src/store/store.ts";
import { vectorOf } from "../support/stand-in-embedder.ts";

const START = 100;

function passageOf(...sentences: string[]): StoredPassage {
  const text = sentences.join(" ");
  const spans = sentences.map((sentence) => {
    const start = START + text.indexOf(sentence);
    return { start, end: start + sentence.length };
  });
  const vectors = sentences.flatMap((sentence) => [...in127ths(vectorOf(sentence))]);
  const article = { id: "a", path: "a", title: "", url: null, site: null, author: null, published: null };
  const place = { id: "a-100", start: START, end: START + text.length, paragraph: 1 };
  return {
    ...place,
    ...{ key: "a", text, sentences: spans, sentenceVectors: Int8Array.from(vectors), vector: vectorOf(text), article },
  };
}

function answer(question: string, passage: StoredPassage, within = passage as { start: number; end: number }) {
  const asked = understood(question, vectorOf(question));
  const { span } = answerSentence(
    asked,
    asked.stems.map(() => 1),
    passage,
    within,
  );
  return passage.text.slice(span.start - START, span.end - START);
}

describe("answerSentence", () => {
  const [judges, ferry] = ["Two judges slept on deck.", "The ferry sails at dawn."];

  it("is the one that is nearest and holds the question's words", () => {
    expect(answer("When does the ferry sail?", passageOf(judges, ferry))).toBe(ferry);
    expect(answer("Who slept on deck?", passageOf(judges, ferry))).toBe(judges);
  });

  it("is a sentence, not the heading above it, however well that is worded", () => {
    expect(answer("When does the ferry sail?", passageOf("When does the ferry sail", judges, ferry))).toBe(ferry);
    expect(answer("When does the ferry sail?", passageOf("The ferry", "Sailing times"))).toBe("The ferry");
  });

  it("stands inside what is shown", () => {
    const passage = passageOf(judges, ferry);
    const shown = { start: START, end: START + judges.length };
    expect(answer("When does the ferry sail?", passage, shown)).toBe(judges);
  });
});

describe("highlights", () => {
  it("are the question's words in any inflection, where they stand in the article", () => {
    const text = "Ferries sailed late.";
    const asked = understood("When does the ferry sail?", vectorOf("ferry"));
    const marked = highlights(asked, text, START).map(({ start, end }) => text.slice(start - START, end - START));
    expect(marked).toEqual(["Ferries", "sailed"]);
  });
});
