import { describe, expect, it } from "vitest";
import { articleLink, locate, placeIn, placeOf } from "../../src/page/place.ts";

const TEXT = "The clock stopped. Nobody knew why the clock had stopped. The clock stopped. It was sold in June.";

describe("a link to a place", () => {
  it("says offsets and words, and is read again as it was written", () => {
    const place = placeOf({ start: 19, end: 57, text: TEXT.slice(19, 57) });
    const link = articleLink("a1", place, "why?");
    expect(placeIn(new URL(link, "http://localhost"))).toEqual(place);
    expect(link).toMatch(/^\/article\/a1\?.*q=why.*#place$/);
  });

  it("keeps only the first words of a long passage, cut between words", () => {
    const { words } = placeOf({ start: 0, end: 200, text: "word ".repeat(40) });
    expect(words.length).toBeLessThanOrEqual(80);
    expect(words).toMatch(/word$/);
  });

  it("finds the place where it was", () => {
    expect(locate(TEXT, { start: 58, end: 76, words: "The clock stopped." })).toEqual({ start: 58, end: 76 });
  });

  it("looks for the words where the text has moved, and takes the nearest of several", () => {
    const moved = `Something new. ${TEXT}`;
    expect(locate(moved, { start: 58, end: 76, words: "The clock stopped." })).toEqual({ start: 73, end: 91 });
    expect(locate(moved, { start: 4, end: 22, words: "The clock stopped." })).toEqual({ start: 15, end: 33 });
  });

  it("never reaches past the end of a text that was cut", () => {
    const cut = TEXT.slice(0, 90);
    expect(locate(cut, { start: 77, end: 97, words: "It was sold" })).toEqual({ start: 77, end: 90 });
  });

  it("is lost where the words are gone, or the address makes no sense", () => {
    expect(locate(TEXT, { start: 0, end: 9, words: "A ferry" })).toBeNull();
    expect(locate(TEXT, { start: 9, end: 9, words: "" })).toBeNull();
    expect(placeIn(new URL("http://localhost/article/a1?at=x-9"))).toBeNull();
  });
});
