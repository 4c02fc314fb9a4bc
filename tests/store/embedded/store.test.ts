import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EmbeddedStore } from "../../../src/store/embedded/store.ts";
import { storeContract } from "../contract.ts";

storeContract("the embedded store", async () => {
  const folder = await mkdtemp(join(tmpdir(), "askwire-store-"));
  return { open: () => new EmbeddedStore({ folder }), remove: () => rm(folder, { recursive: true }) };
});
