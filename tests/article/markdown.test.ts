import { expect, it } from "vitest";
import { readMarkdown } from "../../src/article/markdown.ts";

const read = (file: string) => readMarkdown(Buffer.from(file));

it.each([
  ["in lines that end as on Windows", "---\r\ntitle: Ferry\r\n---\r\nIt sails.", "It sails."],
  ["with a rule in the text", "---\ntitle: Ferry\n---\nIt sails.\n---\nIt is late.", "It sails.\n---\nIt is late."],
  ["with hyphens in a value", "---\ntitle: Ferry\nsubtitle: a --- b\n---\nIt sails.", "It sails."],
])("takes front matter %s out of the text", (_, file, text) => {
  expect(read(file)).toMatchObject({ title: "Ferry", text });
});

it("takes out front matter that says nothing", () => {
  expect(read("---\n---\nIt sails.").text).toBe("It sails.");
});

it.each([
  ["front matter further down", "---- A heading rule\nIt sails.\n---\nfoo: bar\n---\nIt is late."],
  ["a paragraph between two rules", "---\nThe council of Brenn met on Monday.\n---\nIt sails."],
  ["a list between two rules", "---\n- Ferry\n- Bridge\n---\nIt sails."],
  ["a rule alone", "---\nIt sails."],
])("leaves the text whole that has %s", (_, file) => {
  expect(read(file)).toMatchObject({ title: null, text: file });
});
