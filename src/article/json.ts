// How are files of JSON read: one article an object?
import { ArticleError } from "../errors.ts";
import { decode, withoutUtf16 } from "./decode.ts";
import { contentOf } from "./fields.ts";
import type { Found } from "./found.ts";
import { LINE_BYTES } from "./limits.ts";
import type { Source } from "./source.ts";

/** One object, or a list of them; those of a list are named by their ids, or else by their places, from 1. */
export async function* readJson(source: Source): AsyncGenerator<Found> {
  const value = parsed(decode(await source.bytes()));
  if (!Array.isArray(value)) {
    yield { name: null, content: contentOf(value) };
    return;
  }
  for (const [at, each] of value.entries()) yield entry(String(at + 1), () => each);
}

/** One object a line, named by its id, or else by the number of its line, from 1. */
export async function* readJsonLines(source: Source): AsyncGenerator<Found> {
  let number = 0;
  for await (const line of lines(withoutUtf16(source.chunks()))) {
    number++;
    if (isBlank(line)) continue;
    yield entry(String(number), () => parsed(decode(line)));
  }
}

/** An object that holds no article is told of, and the others go on. */
function entry(place: string, value: () => unknown): Found {
  try {
    const { id, ...content } = contentOf(value());
    return { name: id ?? place, content };
  } catch (error) {
    if (!(error instanceof ArticleError)) throw error;
    return { name: place, reason: error.message };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ArticleError(`it is not JSON (${(error as Error).message.split("\n")[0]})`);
  }
}

const SPACES = new Set(Buffer.from(" \t\r"));

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => SPACES.has(byte));
}

const NEWLINE = 0x0a;

/** Without their ends. @throws ArticleError where one is too long. */
async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const whole = () => Buffer.concat(parts).subarray(0, parts.at(-1)?.at(-1) === 0x0d ? -1 : undefined);
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      parts.push(chunk.subarray(from, end));
      yield whole();
      parts = [];
      length = 0;
      from = end + 1;
    }
    parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LINE_BYTES) throw new ArticleError(`a line of it is longer than ${LINE_BYTES / 2 ** 20} MB`);
  }
  if (length > 0) yield whole();
}
