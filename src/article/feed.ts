// How are RSS and Atom files read: an article an entry?
import { parseFeed } from "feedsmith";
import { ArticleError } from "../errors.ts";
import type { ArticleContent } from "./article.ts";
import { blockText } from "./block-text.ts";
import { isoDate } from "./date.ts";
import { decode } from "./decode.ts";
import { parsePage } from "./dom.ts";
import { nameIn } from "./fields.ts";
import type { Found } from "./found.ts";
import type { Source } from "./source.ts";

const ENCODING = /^<\?xml[^>]{0,200}encoding\s*=\s*["']([\w-]+)/;

/** Entries are named by the ids that the feed gives them, or their links, or else their places, from 1. A title alone is a text. */
export async function* readFeed(source: Source): AsyncGenerator<Found> {
  const bytes = await source.bytes();
  const head = Buffer.from(bytes.subarray(0, 256)).toString("latin1");
  const entries = entriesOf(decode(bytes, ENCODING.exec(head)?.[1] ?? null));
  for (const [at, { id, html, ...about }] of entries.entries()) {
    const title = about.title && textOf(about.title);
    const content = { ...about, text: textOf(html) || title || "", title };
    yield { name: id ?? about.url ?? String(at + 1), content };
  }
}

type Entry = Omit<ArticleContent, "text"> & { readonly id: string | null; readonly html: string };

function entriesOf(xml: string): Entry[] {
  const { format, feed } = parsed(xml);
  if (format === "atom") {
    return (feed.entries ?? []).map((entry) => ({
      id: entry.id ?? null,
      html: entry.content?.value ?? entry.summary?.value ?? "",
      title: entry.title?.value ?? null,
      url: (entry.links?.find(({ rel }) => !rel || rel === "alternate") ?? entry.links?.[0])?.href ?? null,
      site: feed.title?.value ?? null,
      author: nameIn(entry.authors ?? feed.authors),
      published: isoDate(entry.published ?? entry.updated),
    }));
  }
  if (format === "rss" || format === "rdf") {
    return (feed.items ?? []).map((item) => ({
      id: "guid" in item ? (item.guid?.value ?? null) : null,
      html: item.content?.encoded ?? item.description ?? "",
      title: item.title ?? null,
      url: item.link ?? null,
      site: feed.title ?? null,
      author: nameIn("authors" in item ? item.authors : null) ?? nameIn(item.dc?.creators),
      published: isoDate("pubDate" in item ? item.pubDate : item.dc?.dates?.[0]),
    }));
  }
  throw new ArticleError("its XML is no RSS or Atom feed");
}

function parsed(xml: string) {
  try {
    return parseFeed(xml);
  } catch (error) {
    throw new ArticleError(`its XML is no RSS or Atom feed (${(error as Error).message.split("\n")[0]})`);
  }
}

function textOf(html: string): string {
  return blockText(parsePage(`<html><body>${html}</body></html>`).body);
}
