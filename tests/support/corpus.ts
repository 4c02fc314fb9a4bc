// Articles without end for tests of indexing: made of a seed, so that the same seed gives the same text.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { seededRandom } from "../../src/seeded-random.ts";

const SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bri cle dro flu gra".split(" ");

/** A text of about `words` words in paragraphs of a few sentences; frequent words are frequent, as in real text. */
export function textOf(seed: number, words: number): string {
  const next = seededRandom(seed);
  const word = () => {
    let name = "";
    for (let rank = Math.floor(next() ** 3 * 15_000) + 1; rank > 0; rank = Math.floor(rank / SYLLABLES.length))
      name += SYLLABLES[rank % SYLLABLES.length];
    return name;
  };
  const paragraphs: string[] = [];
  for (let count = 0; count < words; ) {
    const sentences = Array.from({ length: 2 + Math.floor(next() * 4) }, () => {
      const sentence = Array.from({ length: 8 + Math.floor(next() * 18) }, word);
      count += sentence.length;
      const [first, ...rest] = sentence;
      return `${first[0].toUpperCase()}${first.slice(1)} ${rest.join(" ")}.`;
    });
    paragraphs.push(sentences.join(" "));
  }
  return paragraphs.join("\n");
}

export async function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}
