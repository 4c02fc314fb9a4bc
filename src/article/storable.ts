// What of an article can any store give back exactly as it was put in?
import type { ArticleContent } from "./article.ts";

/** SQLite keeps UTF-8, which has no half of a surrogate pair, and may end a text at a NUL. */
export function storable(text: string): string {
  return text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\ufffd");
}

/** Offsets and hashes are made from this, so that they fit what is stored. */
export function storableContent({ text, title, url, site, author, published }: ArticleContent): ArticleContent {
  const said = (value: string | null) => value && storable(value);
  return {
    text: storable(text),
    title: said(title),
    url: said(url),
    site: said(site),
    author: said(author),
    published,
  };
}
