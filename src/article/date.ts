// When was it published, whatever way the source writes that?

/** Anything nearer to 1970 is a count, not an instant (1973 in seconds). */
const FIRST_INSTANT = 1e8;
/** From here on an instant counts ms (1973; the year 5138 in seconds). */
const FIRST_IN_MS = 1e11;

/** Without one, the parser makes a date of nearly anything that has a digit. */
const YEAR = /(?<![\d+])[12]\d{3}(?!\d)/;
const ZONE = /\b(?:GMT|UTC?|[ECMP][SD]T)\b|(?<![a-z])Z$|:\d{2}.*[+-]\d{2}:?\d{2}/i;

/**
 * ISO 8601, to the day where the source knows no more; null for what is no date. Numbers, also those written as text,
 * are YYYYMMDD, a year, or seconds or ms since 1970. A time without a zone is UTC: the same file gives the same everywhere.
 */
export function isoDate(value: unknown): string | null {
  if (value instanceof Date) return iso(value);
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).trim();
  const [, year, month = "01", day = "01"] = /^([12]\d{3})(?:-?(\d{2})-?(\d{2}))?$/.exec(text) ?? [];
  if (year) return realDay(`${year}-${month}-${day}`);
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return instant(Number(text));
  return YEAR.test(text) ? iso(new Date(ZONE.test(text) ? text : inUtc(text))) : null;
}

/** The parser takes 31 February for 2 March. */
function realDay(day: string): string | null {
  return iso(new Date(day))?.startsWith(day) ? day : null;
}

function instant(number: number): string | null {
  const size = Math.abs(number);
  return size < FIRST_INSTANT ? null : iso(new Date(size < FIRST_IN_MS ? number * 1000 : number));
}

function inUtc(text: string): string {
  return /\dT\d/.test(text) ? `${text}Z` : `${text} UTC`;
}

function iso(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
