// What does an address of the page say?
// All that was asked stands in it, so that any page can be linked, bookmarked, gone back to, and asked without script.
import { SETTINGS } from "../settings.ts";

export interface Asked {
  /** "" on the empty page. */
  readonly text: string;
  /** A site, or a prefix of paths. */
  readonly source: string | null;
  /** ISO 8601 dates. */
  readonly after: string | null;
  readonly before: string | null;
  /** Results before the first one shown. */
  readonly offset: number;
}

export function askedIn(url: URL): Asked {
  const { searchParams: said } = url;
  const text = (said.get("q") ?? "").trim();
  return {
    text,
    source: said.get("source")?.trim() || null,
    after: dateIn(said.get("after")),
    before: dateIn(said.get("before")),
    offset: Math.min(Number(/^\d{1,6}$/.exec(said.get("offset") ?? "")?.[0] ?? 0), SETTINGS.question.maxOffset),
  };
}

/** What follows the path: "?q=…", or "" for nothing asked. */
export function searchOf({ text, source, after, before, offset }: Asked): string {
  const said = new URLSearchParams();
  if (text) said.set("q", text);
  if (source) said.set("source", source);
  if (after) said.set("after", after);
  if (before) said.set("before", before);
  if (offset) said.set("offset", String(offset));
  return said.size > 0 ? `?${said}` : "";
}

function dateIn(value: string | null): string | null {
  return value && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
}
