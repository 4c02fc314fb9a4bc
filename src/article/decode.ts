// Which characters do these bytes stand for?
import { detect } from "chardet";
import { ArticleError } from "../errors.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Bytes that the guess is made from. */
const SAMPLE = 1 << 16;

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

/** null where the bytes are not Unicode, as far as they say themselves. */
function unicode(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
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
