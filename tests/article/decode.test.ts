import { expect, it } from "vitest";
import { decode, withoutUtf16 } from "../../src/article/decode.ts";
import { readHtml } from "../../src/article/html.ts";

const QUOTED = Buffer.from("He said \x93yes\x94, for 5 \x80, in the c\x9cur of the caf\xe9.", "latin1");

it.each(["windows-1252", "iso-8859-1", "latin1", "ascii"])(
  "%s has quotation marks where Latin-1 has controls",
  (name) => {
    expect(decode(QUOTED, name)).toBe("He said “yes”, for 5 €, in the cœur of the café.");
  },
);

it("finds windows-1252 where nothing is declared", () => {
  const said = Buffer.from(`${"The ferry to the island sails at dawn. ".repeat(9)}He said \x93yes\x94.`, "latin1");
  expect(decode(said)).toMatch(/He said “yes”\.$/);
});

it("reads a page in windows-1252", () => {
  const page = Buffer.concat([Buffer.from('<meta charset="windows-1252"><title>x</title><p>'), QUOTED]);
  expect(readHtml(page).text).toBe("He said “yes”, for 5 €, in the cœur of the café.");
});

const ENGLISH = "The ferry sails at dawn.\nHe said “yes”.";
const RUSSIAN = "Паром отходит на рассвете, и никто не знает, когда придёт следующий.\nОн сказал: «да».";
const swapped = (text: string) => Buffer.from(text, "utf16le").swap16();

it.each([ENGLISH, RUSSIAN])("finds UTF-16 without a byte-order mark, whichever half comes first: %s", (text) => {
  expect(decode(Buffer.from(text, "utf16le"))).toBe(text);
  expect(decode(swapped(text))).toBe(text);
});

it("takes no stray NUL for UTF-16", () => {
  expect(() => decode(Buffer.from("Ferry\0"))).toThrow("not text");
});

it.each([1, 2, 7, 1000])("makes UTF-8 of UTF-16 that comes in pieces of %i bytes", async (size) => {
  // 🚢 is two code units, and the second byte of Ċ is that of a line's end.
  const bytes = swapped(`\ufeff${ENGLISH} 🚢 Ċ`);
  async function* pieces() {
    yield bytes.subarray(0, 2);
    for (let at = 2; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const parts: Uint8Array[] = [];
  for await (const part of withoutUtf16(pieces())) parts.push(part);
  expect(Buffer.concat(parts).toString()).toBe(`${ENGLISH} 🚢 Ċ`);
});
