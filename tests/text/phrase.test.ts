import { describe, expect, it } from "vitest";
import { phraseTest } from "../../src/text/phrase.ts";

describe("a phrase in a text", () => {
  const cases: [phrase: string, text: string, stands: boolean][] = [
    ["old clocks", "They carry OLD\n  clocks.", true],
    ["clocks old", "They carry old clocks.", false],
    ["cafe", "The Café is shut.", true],
    ["Café", "The cafe\u0301 is shut.", true],
    ["can't say", "Nobody can’t say.", true],
    ["art", "They start at dawn.", false],
    ["clock", "Two clocks.", false],
    // Words end where the analysis ends them: a thousand is no one, but a possessive is still its word.
    ["1", "It cost 1,000 lei.", false],
    ["Odesa", "Odesa's port.", true],
    ["a.b", "axb", false],
    ["(R-Iowa)", "Sen. Grassley (R-Iowa) spoke.", true],
  ];
  it.each(cases)("%j in %j: %s", (phrase, text, stands) => {
    expect(phraseTest(phrase)(text)).toBe(stands);
  });
});
