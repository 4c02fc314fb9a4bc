import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Entry, entriesOf } from "../../src/article/read.ts";
import { splitIntoPassages } from "../../src/passage/split.ts";
import { writeFiles } from "../support/corpus.ts";
import { pdfOf } from "../support/pdf.ts";
import { countWords } from "../support/stand-in-embedder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "askwire-formats-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array): Promise<Entry[]> {
  await writeFiles(folder, { [name]: content });
  const entries: Entry[] = [];
  for await (const entry of entriesOf(join(folder, name), name)) entries.push(entry);
  return entries;
}

/** The one article of a file. */
async function article(name: string, content: string | Uint8Array) {
  const entries = await read(name, content);
  expect(entries).toMatchObject([{ article: {} }]);
  const [entry] = entries;
  if (!("article" in entry)) throw new Error(entry.reason);
  return entry.article;
}

const reasons = (entries: readonly Entry[]) => entries.map((entry) => ("reason" in entry ? entry.reason : null));

const PARAGRAPHS = [
  "The ferry to Odesa leaves at dawn, and nobody on the quay knows when the next one will come. Passengers carry lemons, old clocks and letters for those who stayed.",
  "A storm closed the harbour on Monday. Fishermen waited ashore for three days, mending nets and arguing about the price of diesel in the café by the mole.",
  "The mayor, who had promised a second ferry before the election, said that the money had gone into the new breakwater instead.",
];
const TEXT = PARAGRAPHS.join("\n");

describe("every format gives the same passages as the same text in .txt", () => {
  const html = `<!doctype html><html><head><title>Ferry</title></head><body><nav><a href="/">Home</a><a href="/news">News</a></nav>
    <article>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join("\n")}</article><footer>All rights reserved.</footer></body></html>`;
  const escaped = PARAGRAPHS.map((text) => `&lt;p&gt;${text}&lt;/p&gt;`).join("");
  const item = `<item><title>Ferry</title><guid>1</guid><description>${escaped}</description></item>`;
  const entry = `<entry><id>1</id><title>Ferry</title><content type="html">${escaped}</content></entry>`;
  // The smallest PDF has no é.
  const plain = PARAGRAPHS.map((text) => text.replace("é", "e"));
  const lines = plain.flatMap((text) => [...(text.match(/.{1,80}(?: |$)/g) ?? []).map((line) => line.trim()), ""]);
  const files: Record<string, string | Uint8Array> = {
    "a.md": `---\ntitle: Ferry\n---\n${TEXT}`,
    "a.html": html,
    "a.htm": html,
    "a.json": JSON.stringify({ title: "Ferry", text: TEXT }),
    "a.jsonl": `${JSON.stringify({ id: 1, body: TEXT })}\n`,
    "a.ndjson": JSON.stringify({ id: 1, content: TEXT }),
    "a.rss": `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title>${item}</channel></rss>`,
    "a.atom": `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title>${entry}</feed>`,
    "a.pdf": pdfOf([lines]),
    "b.txt": Buffer.from(TEXT, "latin1"),
    "c.txt": Buffer.from(`\ufeff${TEXT}`, "utf16le"),
    "a.txt.gz": gzipSync(TEXT),
    "a.html.gz": gzipSync(html),
    "a.jsonl.gz": gzipSync(JSON.stringify({ text: TEXT })),
  };
  const passages = (text: string) =>
    splitIntoPassages(text, { budget: 40, countTokens: countWords }).map((passage) => passage.text);

  it.each(Object.entries(files))("%s", async (name, content) => {
    const { text } = await article(name, content);
    expect(passages(text)).toEqual(passages(name.endsWith(".pdf") ? plain.join("\n") : TEXT));
  });
});

describe("what a file says of its article", () => {
  it("meta tags and JSON-LD of a web page", async () => {
    const page = `<html><head><title>Ferry | Harbour News</title><meta property="og:title" content="Ferry sails again">
      <meta property="og:site_name" content="Harbour News"><link rel="canonical" href="https://harbour.example/ferry">
      <script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle",
        "author": [{"name": "Ann Lee"}, {"name": "Bo Ek"}], "datePublished": "2025-03-02T10:00:00+02:00"}]}</script>
      </head><body><p>${TEXT}</p></body></html>`;
    expect(await article("a.html", page)).toMatchObject({
      title: "Ferry sails again",
      site: "Harbour News",
      url: "https://harbour.example/ferry",
      author: "Ann Lee, Bo Ek",
      published: "2025-03-02T08:00:00.000Z",
    });
  });

  it("a page in another encoding, which it names itself", async () => {
    const page = '<meta charset="windows-1251"><title>x</title><p>Паром</p>';
    const code = (letter: string) => letter.charCodeAt(0);
    const bytes = Buffer.from([...page].map((letter) => (code(letter) < 0x80 ? code(letter) : code(letter) - 0x350)));
    expect((await article("a.html", bytes)).text).toBe("Паром");
  });

  it("the field names of news interfaces and of BEIR", async () => {
    const lines = [
      { _id: "d7", title: "Ferry", text: "It sails.", metadata: { url: "https://a.example" } },
      { headline: "Clock", content: "It stopped.", source: { name: "Town" }, byline: "Ann", publishedAt: "2025-06-01" },
      { id: 3, body: "It rang.", created_at: 1_700_000_000 },
    ];
    expect(await read("a.jsonl", lines.map((line) => JSON.stringify(line)).join("\r\n"))).toMatchObject([
      { article: { path: "a.jsonl#d7", title: "Ferry", url: "https://a.example" } },
      { article: { path: "a.jsonl#2", title: "Clock", site: "Town", author: "Ann", published: "2025-06-01" } },
      { article: { path: "a.jsonl#3", title: "It rang.", published: "2023-11-14T22:13:20.000Z" } },
    ]);
  });

  it("the same in any case, with a text in paragraphs, and by the names of other interfaces", async () => {
    const lines = [
      { Title: "Ferry", Text: ["It sails.", "It is late."], Pub_Date: "2024-03-05" },
      { abstract: "It rang.", published_date: "20240306" },
      { text: [], ARTICLE: "It stopped.", publishedDate: "2024-03-07" },
      { body: "It broke.", timestamp: "1709632800", Metadata: { URL: "https://a.example" } },
    ];
    expect(await read("a.jsonl", lines.map((line) => JSON.stringify(line)).join("\n"))).toMatchObject([
      { article: { title: "Ferry", text: "It sails.\nIt is late.", published: "2024-03-05" } },
      { article: { text: "It rang.", published: "2024-03-06" } },
      { article: { text: "It stopped.", published: "2024-03-07" } },
      { article: { text: "It broke.", published: "2024-03-05T10:00:00.000Z", url: "https://a.example" } },
    ]);
  });

  it("lines of JSON in UTF-16, and no article in those of spaces only", async () => {
    const lines = '{"text":"It sails Ċ."}\r\n  \r\n\t\n{"text":"It rang."}\n ';
    const both = [
      { article: { path: "a.jsonl#1", text: "It sails Ċ." } },
      { article: { path: "a.jsonl#4", text: "It rang." } },
    ];
    for (const start of ["\ufeff", ""]) {
      expect(await read("a.jsonl", Buffer.from(start + lines, "utf16le"))).toMatchObject(both);
      expect(await read("a.jsonl", Buffer.from(start + lines, "utf16le").swap16())).toMatchObject(both);
    }
    expect(await read("a.jsonl", lines)).toMatchObject(both);
  });

  it("entries of a feed, with their own links and dates", async () => {
    const feed = `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour News</title>
      <item><title>A &amp; B</title><link>https://a.example/1</link><dc:creator>Ann</dc:creator>
      <pubDate>Mon, 06 Sep 2021 12:00:00 GMT</pubDate><description>It sails.</description></item></channel></rss>`;
    expect(await article("feed.xml", feed)).toMatchObject({
      path: "feed.xml#https://a.example/1",
      title: "A & B",
      site: "Harbour News",
      author: "Ann",
      published: "2021-09-06T12:00:00.000Z",
    });
  });

  it("a title without a text, which is then what the article says", async () => {
    const item = "<item><guid>1</guid><title>Ferry &amp;amp; bridge</title></item>";
    const feed = `<rss version="2.0"><channel><title>News</title>${item}</channel></rss>`;
    expect(await article("a.json", '{"title":"The ferry sails","content":""}')).toMatchObject({
      ...{ title: "The ferry sails", text: "The ferry sails" },
    });
    expect(await article("a.rss", feed)).toMatchObject({ title: "Ferry & bridge", text: "Ferry & bridge" });
  });

  it("pages of a PDF, with a word that was cut at a line's end whole again", async () => {
    const pdf = pdfOf([["The fer-", "ry sails."], [], ["It is late."]], "Timetable");
    expect(await read("a.pdf", pdf)).toMatchObject([
      { article: { path: "a.pdf#page=1", title: "Timetable", text: "The ferry sails.", published: "2024-01-31" } },
      { article: { path: "a.pdf#page=3", text: "It is late." } },
    ]);
  });
});

it("keeps nothing that a store would give back changed: half characters and NULs", async () => {
  const lines = ['{"id":"a\\ud83d","title":"Fer\\u0000ry","text":"It \\udc00sails.\\u0000 \\ud83d\\udea2"}'];
  lines.push(
    '{"id":"b","title":"\\u0000","text":"It rang.","author":"Ann\\ud800"}',
    '{"id":"a\\ufffd","text":"It stopped."}',
  );
  const entries = await read("a.jsonl", lines.join("\n"));
  expect(entries).toMatchObject([
    { article: { path: "a.jsonl#a\ufffd", title: "Ferry", text: "It \ufffdsails. 🚢" } },
    { article: { path: "a.jsonl#b", title: "It rang.", author: "Ann\ufffd" } },
    { path: "a.jsonl#a\ufffd", reason: "another of its entries has the same id" },
  ]);
});

describe("what is wrong with a file is one line about it", () => {
  it("tells of a bad line, and reads the others", async () => {
    const entries = await read("a.jsonl", '{"text":"One."}\n{"text":\n{"text":"Three."}\n{"url":"x"}\n[1]');
    expect(entries.map(({ path }) => path)).toEqual(["a.jsonl#1", "a.jsonl#2", "a.jsonl#3", "a.jsonl#4", "a.jsonl#5"]);
    expect(reasons(entries)).toEqual([
      null,
      expect.stringContaining("it is not JSON"),
      null,
      "it has no text, body, content field with text, and no title",
      "it is not a JSON object",
    ]);
  });

  it("tells of an id that stands twice, and keeps the first", async () => {
    const entries = await read("a.json", '[{"id":1,"text":"One."},{"id":1,"text":"Two."}]');
    expect(reasons(entries)).toEqual([null, "another of its entries has the same id"]);
  });

  const noise = Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919 + (at >> 3)) & 255));
  it.each([
    ["empty.txt", "", /^it holds no text$/],
    ["empty.jsonl", "\n \n", /^it holds no articles$/],
    ["empty.json", "[]", /^it holds no articles$/],
    ["empty.rss", '<rss version="2.0"><channel><title>News</title></channel></rss>', /^it holds no articles$/],
    ["noise.txt", noise, /^it is not text in any known encoding$/],
    ["cut.txt.gz", gzipSync("The ferry sails. ".repeat(999)).subarray(0, 30), /^it cannot be read \(Z_BUF_ERROR\)$/],
    ["plain.txt.gz", "The ferry sails.", /^it cannot be read \(Z_DATA_ERROR\)$/],
    ["cut.pdf", pdfOf([["The ferry sails."]]).subarray(0, 100), /^it is no PDF that can be read/],
    ["page.xml", "<html><p>No feed.</p></html>", /^its XML is no RSS or Atom feed/],
  ])("%s", async (name, content, reason) => {
    expect(reasons(await read(name, content))).toEqual([expect.stringMatching(reason)]);
  });
});
