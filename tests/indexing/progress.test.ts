import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Progress } from "../../src/indexing/report.ts";
import { textOf, writeFiles } from "../support/corpus.ts";
import { indexFolder } from "../support/index-folder.ts";
import { StandInEmbedder } from "../support/stand-in-embedder.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askwire-progress-"));
});
afterAll(() => rm(folder, { recursive: true }));

const page = (text: string) =>
  `<html><head><title>A page</title><style>${"p { color: black } ".repeat(200)}</style></head>
   <body><article>${text.replace(/^.+$/gm, "<p>$&</p>")}</article></body></html>`;

it("knows after a tenth how many passages there will be, within a quarter, whatever the files are", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => {
      const text = textOf(at, 100 + ((at * 331) % 1500));
      return at % 3 ? [`${at}.txt`, text] : [`${at}.html`, page(text)];
    }),
  );
  await writeFiles(join(folder, "articles"), files);
  const told: Progress[] = [];
  const report = await indexFolder(join(folder, "articles"), join(folder, "index"), new StandInEmbedder(), {
    onProgress: (progress) => told.push(progress),
  });
  const later = told.filter(({ passages }) => passages.done >= report.passages / 10);
  expect(later.length).toBeGreaterThan(20);
  for (const { passages } of later) {
    expect(passages.expected / report.passages).toBeGreaterThan(0.75);
    expect(passages.expected / report.passages).toBeLessThan(1.25);
  }
  expect(told.at(-1)).toMatchObject({ passages: { done: report.passages, expected: report.passages }, secondsLeft: 0 });
});
