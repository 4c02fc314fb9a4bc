// Before all tests: threads run from a build, also where vitest itself reads the sources.
import { compile } from "../../scripts/compile.mjs";

export async function setup() {
  process.env.ASKWIRE_BUILD = await compile();
}
