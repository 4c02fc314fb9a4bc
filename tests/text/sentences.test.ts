import { describe, expect, it } from "vitest";
import { sentences } from "../../src/text/sentences.ts";

function split(text: string): string[] {
  return sentences(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));
}

describe("sentences", () => {
  it.each([
    ["a title before a name", ["Sen. Ada Lund (R-Iowa) left.", "Mr. Okoro stayed."]],
    ["initials of a country before a noun", ["The U.S. President met J. K. Holm.", "They spoke."]],
    ["a time before a day", ["It began at 3 p.m. Monday.", "It rained."]],
    ["a time before a new sentence", ["It began at 3 p.m.", "The rain came later."]],
    ["a firm before a verb's subject", ["He works for Bolt Inc.", "She does not."]],
    ["a number after No.", ["No. 10 is shut.", "He said no.", "Lund agreed."]],
    ["quotation marks around sentences", ["“It hurts, yeah.”", "He left."]],
    ["a question and an exclamation", ["Dividing the West?", "Never!", "So they said."]],
    ["capitals throughout", ["THE SHIPS SAILED .", "NOBODY SAW THEM GO ."]],
  ])("keep or end rightly at %s", (_, expected) => {
    expect(split(expected.join(" "))).toEqual(expected);
  });

  it("stay inside what they are asked for, without white space", () => {
    const text = "  First one.   Second one.  ";
    expect(sentences(text, { start: 12, end: text.length })).toEqual([{ start: 15, end: 26 }]);
  });

  it("find the same ends in a long paragraph as in short ones", () => {
    const one = "The clerk counted the lamps. Dr. Holm wrote it down! Was it 3 p.m. already? ";
    expect(split(one.repeat(500))).toEqual(new Array(500).fill(split(one)).flat());
  });

  it("are linear: 600,000 characters without a pause take less than some seconds", () => {
    expect(split("Mr. ".repeat(20_000)).length).toBeGreaterThan(0);
    expect(split("word ".repeat(120_000)).length).toBeGreaterThan(0);
  });
});
