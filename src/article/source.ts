// How do the bytes of a file come: plain or gzipped, at once or in a stream, and never too many?
import { createReadStream } from "node:fs";
import { extname } from "node:path";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { ArticleError } from "../errors.ts";
import { FILE_BYTES } from "./limits.ts";

export interface Source {
  /** All of it, unpacked. @throws ArticleError where that is too much. */
  bytes(): Promise<Uint8Array>;
  /** The same bit by bit, without a limit. */
  chunks(): AsyncIterable<Uint8Array>;
  /** Bytes of the file (packed, where it is) that have been read so far. */
  readonly consumed: number;
}

export function openSource(path: string): Source {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  const packed = extname(path).toLowerCase() === ".gz";
  // A failure of either side is met by whoever reads the chunks.
  const chunks: Readable = packed ? pipeline(file, createGunzip(), () => {}) : file;
  return {
    bytes: () => atMost(FILE_BYTES, chunks),
    chunks: () => chunks,
    get consumed() {
      return file.bytesRead;
    },
  };
}

async function atMost(limit: number, chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of chunks) {
    size += part.length;
    if (size > limit) throw new ArticleError(`it is larger than ${limit / 2 ** 20} MB; cut it into parts`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
