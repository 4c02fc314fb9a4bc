// How is a web page read: its main text, and what it says of itself?
import { Readability } from "@mozilla/readability";
import { ArticleError } from "../errors.ts";
import type { ArticleContent } from "./article.ts";
import { blockText } from "./block-text.ts";
import { isoDate } from "./date.ts";
import { decode } from "./decode.ts";
import { type DomNode, type Page, parsePage } from "./dom.ts";
import { isObject, nameIn } from "./fields.ts";
import { PAGE_ELEMENTS } from "./limits.ts";

const CHARSET = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i;

/** Main text without menus, advertisements and comments; all text of the page where no part of it stands out. */
export function readHtml(bytes: Uint8Array): ArticleContent {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  const html = decode(bytes, CHARSET.exec(head)?.[1] ?? null);
  const page = parsePage(html);
  const size = page.getElementsByTagName("*").length;
  if (size > PAGE_ELEMENTS) throw new ArticleError(`its page has ${size} elements, more than ${PAGE_ELEMENTS}`);
  const about = aboutPage(page);
  const shown = blockText(page.documentElement);
  const readable = new Readability<DomNode>(page, { serializer: (node) => node });
  const main = readable.parse();
  return { ...about, title: about.title || main?.title || null, text: main?.content ? blockText(main.content) : shown };
}

/** From JSON-LD and meta tags; the tags' own text is what it is without them. */
function aboutPage(page: Page): Omit<ArticleContent, "text"> {
  const { headline, author, publisher, datePublished, url, mainEntityOfPage } = linkedData(page);
  const meta = (...names: string[]) => names.map((name) => metaTag(page, name)).find(Boolean) ?? null;
  const canonical = nameIn(page.querySelector("link[rel=canonical i]")?.getAttribute("href"));
  // A relative one leads nowhere from here, where the page's own address is not known.
  const address = [canonical, meta("og:url"), nameIn(url), idIn(mainEntityOfPage)].find(isAbsolute) ?? null;
  return {
    title: meta("og:title") ?? nameIn(headline) ?? nameIn(page.querySelector("title")?.textContent),
    url: address,
    site: meta("og:site_name") ?? nameIn(publisher) ?? hostOf(address),
    author: nameIn(author) ?? meta("author", "article:author"),
    published: isoDate(datePublished) ?? isoDate(meta("article:published_time", "date", "pubdate", "dc.date")),
  };
}

function metaTag(page: Page, name: string): string | null {
  const tag = page.querySelector(`meta[property="${name}" i]`) ?? page.querySelector(`meta[name="${name}" i]`);
  return nameIn(tag?.getAttribute("content"));
}

/** The first object of the page's JSON-LD that describes an article. */
function linkedData(page: Page): Record<string, unknown> {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    const article = described(script.textContent ?? "").find((each) => /Article|Posting/.test(String(each["@type"])));
    if (article) return article;
  }
  return {};
}

function described(json: string): Record<string, unknown>[] {
  try {
    const value = JSON.parse(json);
    return [value["@graph"] ?? value].flat().filter((each) => typeof each === "object" && each !== null);
  } catch {
    return [];
  }
}

/** Of an object of JSON-LD, or of what names it. */
function idIn(value: unknown): string | null {
  return nameIn(isObject(value) ? value["@id"] : value);
}

function isAbsolute(address: string | null): boolean {
  return address !== null && URL.canParse(address);
}

function hostOf(address: string | null): string | null {
  return address && new URL(address).hostname;
}
