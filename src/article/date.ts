// When was it published, whatever way the source writes that?

/** ISO 8601, to the day where the source knows no more; null for what is no date. Numbers are seconds or ms since 1970. */
export function isoDate(value: unknown): string | null {
  if (typeof value === "number") return iso(new Date(value < 1e11 ? value * 1000 : value));
  if (value instanceof Date) return iso(value);
  if (typeof value !== "string" || !/\d/.test(value)) return null;
  const text = value.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return iso(new Date(text)) && text;
  return iso(new Date(text));
}

function iso(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
