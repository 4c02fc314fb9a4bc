import { expect, it } from "vitest";
import { decode } from "../../src/article/decode.ts";
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
