import { describe, expect, it } from "vitest";
import { terms } from "../../src/text/terms.ts";

const stems = (text: string) => terms(text).map(({ stem }) => stem);

describe("terms", () => {
  it("are the same for a word however it is written", () => {
    expect(stems("Sanctions sanctioned SANCTION")).toEqual(["sanction", "sanction", "sanction"]);
    expect(stems("Noël Noel NOËL’s")).toEqual(["noel", "noel", "noel"]);
    expect(stems("U.S. U.S US")).toEqual(["us", "us", "us"]);
    expect(stems("1,000 1000")).toEqual(["1000", "1000"]);
  });

  it("leave out words that say nothing about the subject", () => {
    expect(stems("What is it that they don't do?")).toEqual([]);
    expect(stems("Who won't pay the fine?")).toEqual(["pai", "fine"]);
  });

  it("say where each word stands", () => {
    const text = "The “ceasefire” ended.";
    expect(terms(text).map(({ start, end }) => text.slice(start, end))).toEqual(["ceasefire", "ended"]);
  });
});
