import { expect, it } from "vitest";
import { readHtml } from "../../src/article/html.ts";

const read = (page: string) => readHtml(Buffer.from(page));
const page = (head: string) => `<html><head>${head}</head><body><p>The ferry sails.</p></body></html>`;

it("leaves the title to the text where the page has none", () => {
  expect(read(page("")).title).toBeNull();
  expect(read(page("<title> </title>")).title).toBeNull();
});

it("reads tags in capitals", () => {
  const head = `<LINK REL="Canonical" HREF="https://a.example/ferry"><META NAME="Author" CONTENT="Ann Lee">
    <META PROPERTY="og:title" CONTENT="Ferry"><META NAME="DC.date" CONTENT="2025-03-02">
    <SCRIPT TYPE="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "Harbour News"}}</SCRIPT>`;
  expect(read(page(head))).toMatchObject({
    title: "Ferry",
    url: "https://a.example/ferry",
    author: "Ann Lee",
    published: "2025-03-02",
    site: "Harbour News",
  });
});

it.each([
  "<!-- once in <html> --><p>The ferry sails.</p><p>It is late.</p>",
  "<!doctype html><!-- <html --><title>Ferry</title><p>The ferry sails.</p><p>It is late.</p>",
  "<body><p>The ferry sails.</p><p>It is late.</p></body>",
  "<head><title>Ferry</title></head><body><p>The ferry sails.</p><p>It is late.</p></body>",
  "<p>The ferry sails.</p><html><p>It is late.</p></html>",
  "<!-- saved --><HTML><BODY><P>The ferry sails.</P><P>It is late.</P></BODY></HTML>",
])("reads all the text of %s", (html) => {
  expect(read(html).text).toBe("The ferry sails.\nIt is late.");
});

const linked = (said: object) =>
  `<script type="application/ld+json">${JSON.stringify({ "@type": "NewsArticle", ...said })}</script>`;
const open = (url: string) => `<meta property="og:url" content="${url}">`;
const RELATIVE = '<link rel="canonical" href="/story/1">';

it.each([
  [
    "the canonical one first",
    `${open("https://a.example/2")}<link rel="canonical" href="https://a.example/1">`,
    "https://a.example/1",
  ],
  ["an absolute one before a relative one", RELATIVE + open("https://a.example/2"), "https://a.example/2"],
  ["no relative one", RELATIVE, null],
  ["that of JSON-LD", linked({ url: "https://a.example/3" }), "https://a.example/3"],
  [
    "the page's that it is the main thing of",
    linked({ mainEntityOfPage: "https://a.example/4" }),
    "https://a.example/4",
  ],
  [
    "the same as an object",
    linked({ mainEntityOfPage: { "@type": "WebPage", "@id": "https://a.example/5" } }),
    "https://a.example/5",
  ],
])("takes an address: %s", (_, head, url) => {
  expect(read(page(head)).url).toBe(url);
});
