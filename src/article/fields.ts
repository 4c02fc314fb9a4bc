// Which field of a JSON object says what? The names that news interfaces, scrapers and test collections use.
import { ArticleError } from "../errors.ts";
import type { ArticleContent } from "./article.ts";
import { isoDate } from "./date.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** In lower case: in which case a file writes them makes no difference. */
const NAMES = {
  id: ["id", "_id", "docid", "doc_id", "guid", "uuid"],
  text: ["text", "body", "content", "article", "maintext", "articlebody", "abstract"],
  title: ["title", "headline", "name"],
  url: ["url", "link", "canonical_url", "href"],
  site: ["site", "source", "publisher", "site_name", "domain", "source_domain"],
  author: ["author", "authors", "byline", "creator"],
  published: [
    "published",
    "published_at",
    "publishedat",
    "published_date",
    "publisheddate",
    "date",
    "date_publish",
    "datepublished",
    "pub_date",
    "pubdate",
    "created_at",
    "timestamp",
  ],
} as const;

/**
 * What a JSON object says of an article, and the id it gives it. One that has a title and no text, as interfaces give
 * what stands behind a paywall, is found by its title. @throws ArticleError where it has neither.
 */
export function contentOf(value: unknown): ArticleContent & { readonly id: string | null } {
  if (!isObject(value)) throw new ArticleError("it is not a JSON object");
  // BEIR's collections keep what they know of a text under `metadata`.
  const own = inLowerCase(value);
  const fields = isObject(own.metadata) ? { ...inLowerCase(own.metadata), ...own } : own;
  const title = said(fields, NAMES.title);
  const text = NAMES.text.map((name) => textIn(fields[name])).find((each) => each !== null) ?? title;
  if (text === null)
    throw new ArticleError(`it has no ${NAMES.text.slice(0, 3).join(", ")} field with text, and no title`);
  return {
    id: said(fields, NAMES.id),
    text,
    title,
    url: said(fields, NAMES.url),
    site: said(fields, NAMES.site),
    author: said(fields, NAMES.author),
    published: NAMES.published.map((name) => isoDate(fields[name])).find((date) => date !== null) ?? null,
  };
}

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inLowerCase(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
}

/** A text, or a list of its paragraphs. */
function textIn(value: unknown): string | null {
  const text = Array.isArray(value) ? value.filter((each) => typeof each === "string").join("\n") : value;
  return typeof text === "string" && text.trim() !== "" ? text : null;
}

function said(fields: Fields, names: readonly string[]): string | null {
  return names.map((name) => nameIn(fields[name])).find((text) => text !== null) ?? null;
}

/** A word, a number, the name of an object, or a list of such. */
export function nameIn(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return value.trim() || null;
  if (Array.isArray(value)) return value.map(nameIn).filter(Boolean).join(", ") || null;
  return isObject(value) ? nameIn(value.name) : null;
}
