// How are typed arrays kept in one file that is either whole or refused?
// Layout: "ASKWIRE1", header length (u32), header (JSON: meta, and name, type, byte offset and length of each array),
// the arrays, each aligned to 8 bytes, SHA-256 of all that came before.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { replaceFile } from "./replace-file.ts";

const MAGIC = "ASKWIRE1";
const TYPES = { Float32Array, Int32Array } as const;
type TypeName = keyof typeof TYPES;
type AnyArray = Float32Array | Int32Array;
type Header = { meta: unknown; arrays: { name: string; type: TypeName; offset: number; length: number }[] };

export interface ArrayFile {
  /** Anything that JSON can hold. */
  readonly meta: unknown;
  readonly arrays: Readonly<Record<string, AnyArray>>;
}

export async function writeArrayFile(path: string, { meta, arrays }: ArrayFile): Promise<void> {
  const header: Header = { meta, arrays: [] };
  let offset = 0;
  for (const [name, array] of Object.entries(arrays)) {
    header.arrays.push({ name, type: array.constructor.name as TypeName, offset, length: array.length });
    offset += aligned(array.byteLength);
  }
  const json = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(aligned(MAGIC.length + 4 + json.length), " ");
  head.write(MAGIC);
  head.writeUInt32LE(json.length, MAGIC.length);
  json.copy(head, MAGIC.length + 4);
  const parts = [head, ...Object.values(arrays).flatMap(bytesOf)];
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  await replaceFile(path, [...parts, hash.digest()]);
}

/** null where there is no such file or its checksum is wrong. The arrays share one buffer. */
export function readArrayFile(path: string): ArrayFile | null {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return null;
  }
  const body = file.subarray(0, -32);
  if (file.length < 44 || !createHash("sha256").update(body).digest().equals(file.subarray(-32))) return null;
  const jsonLength = file.readUInt32LE(MAGIC.length);
  const start = aligned(MAGIC.length + 4 + jsonLength);
  const header = JSON.parse(file.toString("utf8", MAGIC.length + 4, MAGIC.length + 4 + jsonLength)) as Header;
  const arrays = header.arrays.map(({ name, type, offset, length }) => {
    const array = new TYPES[type](file.buffer as ArrayBuffer, file.byteOffset + start + offset, length);
    return [name, array] as const;
  });
  return { meta: header.meta, arrays: Object.fromEntries(arrays) };
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function bytesOf(array: AnyArray): Buffer[] {
  const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  return [bytes, Buffer.alloc(aligned(bytes.length) - bytes.length)];
}
