import { describe, expect, it } from "vitest";
import { understood } from "../../src/search/question.ts";
import { answerSentence, highlights } from "../../src/search/sentence.ts";
import type { StoredPassage } from "../../src/store/store.ts";
import { vectorOf } from "../support/stand-in-embedder.ts";
import { storedPassage } from "../support/stored-passage.ts";

const START = 100;

const passageOf = (...sentences: string[]) => storedPassage("a", START, sentences);

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
  const asked = understood("When does the ferry sail?", vectorOf("ferry"));
  const marked = (passages: readonly StoredPassage[], within: { start: number; end: number }, text: string) =>
    highlights(asked, passages, within).map(({ start, end }) => [start, text.slice(start - START, end - START)]);

  it("are the question's words in any inflection, where they stand in the article", () => {
    const passage = passageOf("Ferries sailed late.");
    expect(marked([passage], passage, passage.text)).toEqual([
      [START, "Ferries"],
      [START + 8, "sailed"],
    ]);
  });

  it("are marked once where passages overlap, in order, and only in what is shown", () => {
    const [first, shared, last] = ["Ferries wait.", "The ferry sails at dawn.", "All sail home."];
    const before = passageOf(first, shared);
    const after = storedPassage("a", START + first.length + 1, [shared, last]);
    const text = [first, shared, last].join(" ");
    const shown = { start: START + first.length + 1, end: START + text.length };
    expect(marked([after, before], shown, text).map(([, word]) => word)).toEqual(["ferry", "sails", "sail"]);
  });
});
