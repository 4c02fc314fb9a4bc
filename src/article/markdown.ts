// How is a Markdown file with front matter read?
import { parse } from "yaml";
import { ArticleError } from "../errors.ts";
import type { ArticleContent } from "./article.ts";
import { isoDate } from "./date.ts";
import { decode } from "./decode.ts";
import { nameIn } from "./fields.ts";

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;

/** The text is all that follows the front matter, marks and line ends as they are. */
export function readMarkdown(bytes: Uint8Array): ArticleContent {
  const file = decode(bytes);
  const matter = file.startsWith("---") ? FRONT_MATTER.exec(file) : null;
  const fields = matter ? frontMatter(matter[1] ?? "") : {};
  return {
    text: matter ? file.slice(matter[0].length) : file,
    title: nameIn(fields.title),
    url: nameIn(fields.url),
    site: nameIn(fields.site),
    author: nameIn(fields.author ?? fields.authors),
    published: isoDate(fields.published ?? fields.date),
  };
}

function frontMatter(yaml: string): Record<string, unknown> {
  let fields: unknown;
  try {
    fields = parse(yaml);
  } catch (error) {
    throw new ArticleError(`its front matter is not YAML (${(error as Error).message.split("\n")[0]})`);
  }
  return typeof fields === "object" && fields !== null ? (fields as Record<string, unknown>) : {};
}
