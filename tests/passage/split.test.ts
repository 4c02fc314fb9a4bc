import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitIntoPassages } from "../../src/passage/split.ts";
import { countWords } from "../support/stand-in-embedder.ts";

const split = (text: string, budget: number) => splitIntoPassages(text, { budget, countTokens: countWords });
const texts = (text: string, budget: number) => split(text, budget).map((passage) => passage.text);

describe("splitIntoPassages", () => {
  it("packs whole sentences up to the budget, with one of overlap", () => {
    const text = "One two three. Four five six. Seven eight nine. Ten eleven twelve.";
    expect(texts(text, 6)).toEqual([
      "One two three. Four five six.",
      "Four five six. Seven eight nine.",
      "Seven eight nine. Ten eleven twelve.",
    ]);
  });

  it("does without the overlap where it would leave no room for what follows", () => {
    expect(texts("One two three four five. Six. Seven eight nine ten eleven.", 6)).toEqual([
      "One two three four five. Six.",
      "Six. Seven eight nine ten eleven.",
    ]);
    expect(texts("One two three four. Five six seven. Eight nine ten eleven.", 6)).toEqual([
      "One two three four.",
      "Five six seven.",
      "Eight nine ten eleven.",
    ]);
  });

  it("keeps a heading with what follows it", () => {
    const text = "One two three four.\nA Heading\nFive six seven.\nEight nine ten.";
    expect(texts(text, 6)).toEqual([
      "One two three four.",
      "A Heading\nFive six seven.",
      "Five six seven.\nEight nine ten.",
    ]);
    // Even where its first sentence is as long as a passage may be.
    expect(texts("One two.\nA Heading\nThree four five six seven eight.", 6)).toEqual([
      "One two.",
      "A Heading\nThree four five six seven eight.",
    ]);
  });

  it("counts a repeated paragraph once, and a title said twice in a row where its text follows", () => {
    expect(texts("Summary of it all.\nThe Title\n\nThe Title\nOnce more. Summary of it all.", 50)).toEqual([
      "Summary of it all.",
      "The Title\nOnce more. Summary of it all.",
    ]);
    expect(texts("Again and again.\nSomething else.\nAgain and again.\nThe end.", 50)).toEqual([
      "Again and again.\nSomething else.",
      "The end.",
    ]);
  });

  it("cuts a giant sentence at words, and a giant word where it must", () => {
    expect(texts("a b c d e f g h i j k l.", 5)).toEqual(["a b c d e", "f g h i j", "k l."]);
    // Here every character is a token.
    const url = "x".repeat(100);
    const passages = splitIntoPassages(url, { budget: 30, countTokens: (part) => part.length });
    expect(passages.map(({ text }) => text.length)).toEqual([30, 30, 30, 10]);
  });

  it("makes nothing of nothing", () => {
    expect(split("", 10)).toEqual([]);
    expect(split(" \r\n\t\n ", 10)).toEqual([]);
  });
});

describe("splitIntoPassages, whatever the text", () => {
  const word = fc.oneof(
    fc.stringMatching(/^[A-Za-z]{1,9}$/),
    fc.constantFrom(
      "U.S.",
      "Mr.",
      "“Yes.”",
      "3",
      "p.m.",
      "naïve",
      "‘tis",
      "😀",
      "e\u0301",
      "…",
      "No?",
      "#",
      "(R-Iowa)",
    ),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }),
  );
  const separator = fc.constantFrom(" ", "  ", ". ", ".\n", "\r\n", "\n\n", "! ", "\u2028", "\t");
  const article = fc
    .array(fc.tuple(word, separator), { maxLength: 80 })
    .map((parts) => parts.map(([a, b]) => a + b).join(""));

  it("gives slices of the text, in order, that hold all of it but repeated paragraphs", () => {
    fc.assert(
      fc.property(article, fc.integer({ min: 3, max: 20 }), (text, budget) => {
        const passages = split(text, budget);
        for (const passage of passages) {
          expect(text.slice(passage.start, passage.end)).toBe(passage.text);
          expect(passage.text.trim()).toBe(passage.text);
          expect(passage.sentences[0].start).toBe(passage.start);
          expect(passage.sentences.at(-1)?.end).toBe(passage.end);
          // A heading may take its first sentence past the budget, never past twice it.
          const tokens = passage.sentences.map(({ start, end }) => countWords(text.slice(start, end)));
          expect(tokens.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(2 * budget);
        }
        const starts = passages.map(({ start }) => start);
        expect([...new Set(starts)].sort((a, b) => a - b)).toEqual(starts);
        const lines = text.split(/[\r\n\u2028\u2029]+/).map((line) => line.trim().replace(/\s+/g, " "));
        const held = new Set(
          passages.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
        );
        const missing = Array.from(text, (_, at) => at).filter((at) => /\S/.test(text[at]) && !held.has(at));
        if (new Set(lines.filter(Boolean)).size === lines.filter(Boolean).length) expect(missing).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
