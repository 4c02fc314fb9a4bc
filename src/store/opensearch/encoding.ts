// How do vectors travel in JSON?

/** Base64 of the bytes, little-endian. */
export function base64(array: Float32Array | Int8Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");
}

export function float32s(text: string): Float32Array {
  return new Float32Array(new Uint8Array(Buffer.from(text, "base64")).buffer);
}

export function int8s(text: string): Int8Array {
  return new Int8Array(Buffer.from(text, "base64"));
}

/** As JSON numbers: nine digits tell any two Float32 apart, and all that a Float64 has would be twice the bytes. */
export function numbers(vector: Float32Array): number[] {
  return Array.from(vector, (value) => Number(value.toPrecision(9)));
}
