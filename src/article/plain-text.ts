// How is a bare text file read?
import type { ArticleContent } from "./article.ts";
import { decode } from "./decode.ts";

export function readPlainText(bytes: Uint8Array): ArticleContent {
  return { text: decode(bytes), title: null, url: null, site: null, author: null, published: null };
}
