// Does a phrase stand in a text, word for word?

/** A test for texts in which the phrase stands as whole words; case, accents and white space do not count. */
export function phraseTest(phrase: string): (text: string) => boolean {
  const words = plain(phrase).split(/\s+/).filter(Boolean).map(escaped);
  if (words.length === 0) return () => true;
  const found = new RegExp(`${BEFORE}${words.join("\\s+")}${AFTER}`, "u");
  return (text) => found.test(plain(text));
}

/** A phrase ends where a word does, as the analysis in terms.ts sees words: "1" is not in "1,000", "Odesa" is in "Odesa's". */
const BEFORE = "(?<![\\p{L}\\p{N}])(?<![\\p{L}\\p{N}]['.,])";
const AFTER = "(?![\\p{L}\\p{N}])(?!['.,](?!s(?![\\p{L}\\p{N}]))[\\p{L}\\p{N}])";

/** As texts are compared: accents off, lower case, straight quotes. */
export function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
