// Which characters do these bytes stand for?
import { ArticleError } from "../errors.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Text of a UTF-8 file, without its byte-order mark; line ends stay as they are.
 * @throws ArticleError where the bytes are not UTF-8.
 */
export function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new ArticleError("it is not UTF-8 text; convert it, for example with iconv");
  }
}
