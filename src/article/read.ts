// Which articles are in a file?
import { extname } from "node:path";
import { ArticleError } from "../errors.ts";
import type { Article, ArticleContent } from "./article.ts";
import type { Found } from "./found.ts";
import { readJson, readJsonLines } from "./json.ts";
import { ARTICLE_LENGTH, FAILED_ENTRIES } from "./limits.ts";
import { readMarkdown } from "./markdown.ts";
import { readPlainText } from "./plain-text.ts";
import { openSource, type Source } from "./source.ts";
import { storable, storableContent } from "./storable.ts";
import { titleOf } from "./title.ts";

/** @throws ArticleError, with the reason only, where the file as a whole, or the rest of it, cannot be read. */
type Reader = (source: Source) => AsyncGenerator<Found>;

/** One reader a format; a new format is one file and one line here. Heavy ones are loaded when they are first needed. */
const READERS: Readonly<Record<string, Reader>> = {
  ".txt": whole(readPlainText),
  ".md": whole(readMarkdown),
  ".html": later(async () => whole((await import("./html.ts")).readHtml)),
  ".htm": later(async () => whole((await import("./html.ts")).readHtml)),
  ".json": readJson,
  ".jsonl": readJsonLines,
  ".ndjson": readJsonLines,
  ".pdf": later(async () => (await import("./pdf.ts")).readPdf),
  ".rss": later(async () => (await import("./feed.ts")).readFeed),
  ".atom": later(async () => (await import("./feed.ts")).readFeed),
  ".xml": later(async () => (await import("./feed.ts")).readFeed),
};

export const FORMATS = Object.keys(READERS);

/** What one place of a file holds: an article, or the reason why there is none. */
export type Entry = {
  /** Path of the article; of the file, where the reason is about all of it. */
  readonly path: string;
  /** Bytes of the file gone through so far. */
  readonly consumed: number;
} & ({ readonly article: Article } | { readonly reason: string });

/** Whether files of this name are read. */
export function isKnownFormat(path: string): boolean {
  return formatOf(path) in READERS;
}

/** The extension in lower case; `.gz` after it makes no difference. */
export function formatOf(path: string): string {
  return extname(path.toLowerCase().replace(/\.gz$/, ""));
}

/** The articles of the file at `absolutePath`, which is called `path`. Nothing is thrown: what is wrong is an entry. */
export async function* entriesOf(absolutePath: string, path: string): AsyncGenerator<Entry> {
  const source = openSource(absolutePath);
  const names = new Set<string>();
  let failed = 0;
  let empty = true;
  try {
    for await (const found of READERS[formatOf(path)](source)) {
      empty = false;
      const entry = checked(found, path, names);
      yield { ...entry, consumed: source.consumed };
      if ("reason" in entry && ++failed >= FAILED_ENTRIES) {
        throw new ArticleError(`${failed} of its entries hold no article; the rest of it is not read`);
      }
    }
    if (empty) throw new ArticleError("it holds no articles");
  } catch (error) {
    yield { path, reason: reasonOf(error), consumed: source.consumed };
  }
}

function checked(found: Found, file: string, names: Set<string>) {
  const path = found.name === null ? file : `${file}#${storable(found.name)}`;
  if ("reason" in found) return { path, reason: found.reason };
  const content = storableContent(found.content);
  if (names.has(path)) return { path, reason: "another of its entries has the same id" };
  names.add(path);
  if (content.text.length > ARTICLE_LENGTH)
    return {
      path,
      reason: `its text is longer than ${ARTICLE_LENGTH.toLocaleString("en")} characters; cut it into parts`,
    };
  if (!/[\p{L}\p{N}]/u.test(content.text)) return { path, reason: "it holds no text" };
  return { path, article: { path, ...content, title: content.title || titleOf(content.text) } };
}

/** Readers stand on libraries that were never tried with this file: whatever they throw is said about the file. */
function reasonOf(error: unknown): string {
  if (error instanceof ArticleError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return `it cannot be read (${code ?? String(message).split("\n")[0]})`;
}

function whole(read: (bytes: Uint8Array) => ArticleContent): Reader {
  return async function* (source) {
    yield { name: null, content: read(await source.bytes()) };
  };
}

function later(load: () => Promise<Reader>): Reader {
  return async function* (source) {
    yield* (await load())(source);
  };
}
