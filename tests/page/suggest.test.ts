import { describe, expect, it } from "vitest";
import { suggestedBy } from "../../src/page/suggest.ts";

describe("questions that an article suggests", () => {
  it.each([
    ["“The line pays for Marrow,” said harbour master Tomas Reyes.", "What did Tomas Reyes say about Marrow?"],
    [
      "“We will not leave the United Nations,” Sen. Ada Lund (X-Y.) said.",
      "What did Ada Lund say about the United Nations?",
    ],
    ["Ukraine's Ceasefire Demands\nThey want peace.", "What are Ukraine's ceasefire demands?"],
    ["Why Did the Clock Stop?\nNobody knows.", "Why Did the Clock Stop?"],
  ])("asks what %j answers", (text, question) => {
    expect(suggestedBy(text)).toEqual([question]);
  });

  it.each([
    // The topic would be an adjective, the speaker a pronoun, or nobody is quoted.
    "“It is a European matter,” said Tomas Reyes.",
    "“We will not leave Marrow,” he said.",
    "Tomas Reyes sold the boat to Marrow.",
  ])("makes nothing up from %j", (text) => {
    expect(suggestedBy(text)).toEqual([]);
  });
});
