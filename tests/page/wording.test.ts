import { describe, expect, it } from "vitest";
import { citation, day, sureness, timeLeft, webAddress, withoutBidiControls } from "../../src/page/wording.ts";

describe("wording", () => {
  it("says days, and leaves alone what is none", () => {
    expect(day("2025-03-02")).toBe("2 March 2025");
    expect(day("2025-03-02T23:30:00Z")).toBe("2 March 2025");
    expect(day("some day")).toBe("some day");
  });

  it.each([
    ["https://news.example/a b", "https://news.example/a%20b"],
    ["javascript:alert(1)", null],
    ["JAVASCRIPT:alert(1)", null],
    ["data:text/html,x", null],
    ["//news.example", null],
    ["not an address", null],
    [null, null],
  ])("sends a browser from %j to %j", (url, address) => {
    expect(webAddress(url)).toBe(address);
  });

  it("says how sure it is, and never so where nothing answers", () => {
    expect(sureness({ answered: true, confidence: 0.95 })).toMatch(/Very likely/);
    expect(sureness({ answered: true, confidence: 0.55 })).toMatch(/Possibly/);
    expect(sureness({ answered: false, confidence: 0.95 })).toMatch(/Nothing/);
  });

  it.each([
    [0.2, "a few seconds left"],
    [11, "about 15 seconds left"],
    [100, "about 2 minutes left"],
    [7_300, "about 2 hours left"],
  ])("says that %d seconds are %s", (seconds, words) => {
    expect(timeLeft(seconds)).toBe(words);
  });

  it("cites what is known", () => {
    const source = { article: "a", title: "T", path: "t.md", site: null, url: null, published: null };
    expect(citation("Q", { ...source, start: 0, end: 1, paragraph: 1 })).toBe("“Q” — T, t.md");
  });

  it("takes direction controls out", () => {
    expect(withoutBidiControls("a\u202Eb\u2066c\u200Fd")).toBe("abcd");
  });
});
