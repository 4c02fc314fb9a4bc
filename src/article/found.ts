// What does a reader find in a file?
import type { ArticleContent } from "./article.ts";

/** An article, or why there is none where one should be; `name` tells it from the others of its file. */
export type Found =
  | { readonly name: string | null; readonly content: ArticleContent }
  | { readonly name: string | null; readonly reason: string };
