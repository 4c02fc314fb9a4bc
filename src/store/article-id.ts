// What is an article called?
import { createHash } from "node:crypto";

/** By a hash of its path; where another root has that path too, of more than the path. */
export function articleId(place: string): string {
  return createHash("sha256").update(place).digest("hex").slice(0, 12);
}
