// What is a passage called?

/** By its article, and where it starts there. */
export function passageId(article: string, start: number): string {
  return `${article}-${start}`;
}
