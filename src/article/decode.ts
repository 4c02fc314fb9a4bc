// Which characters do these bytes stand for?
import { detect } from "chardet";
import { ArticleError } from "../errors.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Bytes that the guess is made from. */
const SAMPLE = 1 << 16;

/** Share of pairs of bytes that have a NUL in one place, from which they are UTF-16: nearly all in English, the spaces in Russian. */
const UTF16_NULS = 0.1;

/**
 * Text of a file, without its byte-order mark; line ends stay as they are. What is not UTF-8 is read as the file says
 * itself (`declared`), else as what the frequencies of its bytes look most like.
 * @throws ArticleError where that gives no text.
 */
export function decode(bytes: Uint8Array, declared: string | null = null): string {
  const text = unicode(bytes) ?? inEncoding(bytes, declared) ?? inEncoding(bytes, detect(bytes.subarray(0, SAMPLE)));
  if (text === null || !looksLikeText(text)) throw new ArticleError("it is not text in any known encoding");
  return text;
}

/** The same in UTF-8 where it is UTF-16, in which a byte like a line's end may be half of another character. */
export async function* withoutUtf16(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let toUtf8: ((chunk: Uint8Array) => Uint8Array) | null = null;
  for await (const chunk of chunks) {
    toUtf8 ??= utf8From(utf16(chunk));
    yield toUtf8(chunk);
  }
}

/** Gives back what it is given where there is no encoding to come from. */
function utf8From(encoding: string | null): (chunk: Uint8Array) => Uint8Array {
  if (!encoding) return (chunk) => chunk;
  const decoder = new TextDecoder(encoding);
  return (chunk) => Buffer.from(decoder.decode(chunk, { stream: true }));
}

/** null where the bytes are not Unicode, as far as they say themselves. */
function unicode(bytes: Uint8Array): string | null {
  const encoding = utf16(bytes);
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** Which of both orders its byte-order mark, or else its NULs speak for; null for what is not UTF-16. */
function utf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, SAMPLE);
  // One more, for a NUL that strayed into a line.
  const enough = 1 + (UTF16_NULS * sample.length) / 2;
  const [even, odd] = nulsAtEvenAndOdd(sample);
  if (even > enough === odd > enough) return null;
  return even > enough ? "utf-16be" : "utf-16le";
}

function nulsAtEvenAndOdd(bytes: Uint8Array): [number, number] {
  const counts: [number, number] = [0, 0];
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) counts[at & 1]++;
  return counts;
}

function inEncoding(bytes: Uint8Array, name: string | null): string | null {
  if (!name) return null;
  try {
    const decoder = new TextDecoder(name);
    // In one step, Node 20 reads windows-1252 as Latin-1, and its quotation marks and euro signs become control characters.
    return decoder.decode(bytes, { stream: true }) + decoder.decode();
  } catch {
    return null;
  }
}

/** Control characters and characters that could not be read are at most one in a hundred. */
function looksLikeText(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const strange = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u0084\u0086-\u009f\ufffd]/g) ?? [];
  return strange.length <= sample.length / 100;
}
