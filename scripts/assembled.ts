// How does WebAssembly's text become what runs?
import wabt from "wabt";

/** The module's bytes. @throws Error that says where the text is wrong; `name` is what it calls the file */
export async function assembled(text: string, name: string): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  const module = parseWat(name, text, { simd: true });
  module.validate();
  return module.toBinary({}).buffer;
}
