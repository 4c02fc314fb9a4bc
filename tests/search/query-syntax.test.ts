import { describe, expect, it } from "vitest";
import { parseQuestion } from "../../src/search/query-syntax.ts";

describe("a question's commands", () => {
  const cases: [question: string, text: string, phrases: string[], without: string[]][] = [
    ["Who won?", "Who won?", [], []],
    ['Who said "old clocks"?', "Who said old clocks?", ["old clocks"], []],
    ["Who said “old  clocks”?", "Who said old clocks?", ["old  clocks"], []],
    ["storm -ferry, -clock?", "storm", [], ["ferry", "clock"]],
    ['storm -"old clocks" -“red” "new"', "storm new", ["new"], ["old clocks", "red"]],
    // A minus within a word and a dash between words are language.
    ["post-war talks - again", "post-war talks - again", [], []],
    ['"not -this" but -that', "not -this but", ["not -this"], ["that"]],
    ['an "" empty and an "open phrase', 'an empty and an "open phrase', [], []],
    ['""', '""', [], []],
    ["-all -of -it", "", [], ["all", "of", "it"]],
  ];
  it.each(cases)("%j", (question, text, phrases, without) => {
    expect(parseQuestion(question)).toEqual({ text, phrases, without });
  });
});
