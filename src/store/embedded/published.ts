// Which generation is published?
import type { GenerationInfo } from "../store.ts";
import type { Db } from "./database.ts";

/** null where nothing is. */
export function publishedInfo(db: Db): GenerationInfo | null {
  if (db.pragma("user_version", { simple: true }) === 0) return null;
  const newest = db.prepare("SELECT * FROM generation WHERE published IS NOT NULL ORDER BY number DESC LIMIT 1").get();
  if (!newest) return null;
  const { number, settings, background, ...rest } = newest as {
    number: number;
    settings: string;
    background: string;
  } & Omit<GenerationInfo, "generation">;
  return { ...rest, generation: number, settings: JSON.parse(settings), background: JSON.parse(background) };
}
