// How are figures said?
import type { Answer, Source } from "../search/answer.ts";

/** How sure the answer is, in a few words. */
export function sureness({ answered, confidence }: Pick<Answer, "answered" | "confidence">): string {
  if (!answered) return "Nothing here seems to answer this";
  if (confidence >= 0.9) return "Very likely answered here";
  if (confidence >= 0.7) return "Likely answered here";
  return "Possibly answered here";
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** How long something takes yet, as closely as a person cares. */
export function timeLeft(seconds: number): string {
  if (seconds < 5) return "a few seconds left";
  if (seconds < 90) return `about ${counted(5 * Math.ceil(seconds / 5), "second")} left`;
  if (seconds < 5400) return `about ${counted(Math.round(seconds / 60), "minute")} left`;
  return `about ${counted(Math.round(seconds / 3600), "hour")} left`;
}

const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "3 May 2025" from ISO 8601; what is no date is said as it stands. */
export function day(published: string): string {
  const date = new Date(published);
  if (Number.isNaN(date.getTime())) return published;
  const parts = Object.fromEntries(DAY.formatToParts(date).map(({ type, value }) => [type, value]));
  return `${parts.day} ${parts.month} ${parts.year}`;
}

/** Quote, title, where and when it was published, link: to be pasted into a text. */
export function citation(quote: string, { title, site, published, url, path }: Source): string {
  const parts = [title, site, published ? day(published) : null, url ?? path];
  return `“${quote}” — ${parts.filter(Boolean).join(", ")}`;
}

/** The address, where it is one that a browser may be sent to. */
export function webAddress(url: string | null): string | null {
  if (!url) return null;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed && ["http:", "https:"].includes(parsed.protocol) ? parsed.href : null;
}

/** Without the characters that turn the direction of what follows: for places where no element can isolate a text. */
export function withoutBidiControls(text: string): string {
  return text.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "");
}
