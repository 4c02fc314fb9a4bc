import { describe, expect, it } from "vitest";
import { headingText, paragraphs } from "../../src/text/paragraphs.ts";

describe("paragraphs", () => {
  it("are the lines that hold anything, numbered, without the white space around them", () => {
    const text = "One.\r\n\r\n  Two two.  \n\nThree.";
    const found = paragraphs(text);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(["One.", "Two two.", "Three."]);
    expect(found.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it.each([
    ["Russia's Continued Offensive", true],
    ["Dividing the West?", true],
    ["Ukraine’s Response: “Smoke and Mirrors”", true],
    ["## What is next", true],
    ["The rain stopped.", false],
    ["“It is over,” he said,", false],
    ["and then they left", false],
  ])("take %j for a heading: %j", (line, heading) => {
    expect(paragraphs(line)[0].heading).toBe(heading);
  });

  it("lose Markdown's marks when they are read as a title", () => {
    expect(headingText("## What is next ##")).toBe("What is next");
  });
});
