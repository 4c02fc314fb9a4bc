// How is a Markdown file with front matter read?
import { parse } from "yaml";
import { ArticleError } from "../errors.ts";
import type { ArticleContent } from "./article.ts";
import { isoDate } from "./date.ts";
import { decode } from "./decode.ts";
import { type Fields, isObject, nameIn } from "./fields.ts";

const FRONT_MATTER = /^---[ \t]*\r?\n((?:[\s\S]*?\n)??)---[ \t]*(?:\r?\n|$)/;

/** The text is all that follows the front matter, marks and line ends as they are. */
export function readMarkdown(bytes: Uint8Array): ArticleContent {
  const file = decode(bytes);
  const matter = FRONT_MATTER.exec(file);
  const fields = matter && frontMatter(matter[1] ?? "");
  return { text: matter && fields ? file.slice(matter[0].length) : file, ...said(fields ?? {}) };
}

function said(fields: Fields): Omit<ArticleContent, "text"> {
  return {
    title: nameIn(fields.title),
    url: nameIn(fields.url),
    site: nameIn(fields.site),
    author: nameIn(fields.author ?? fields.authors),
    published: isoDate(fields.published ?? fields.date),
  };
}

/** null for what stands between two rules and is a part of the text. */
function frontMatter(yaml: string): Fields | null {
  if (yaml.trim() === "") return {};
  try {
    const fields: unknown = parse(yaml);
    return isObject(fields) ? fields : null;
  } catch (error) {
    throw new ArticleError(`its front matter is not YAML (${(error as Error).message.split("\n")[0]})`);
  }
}
