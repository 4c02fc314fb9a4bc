// How does a model that is not here come from the hub? Only when the user allowed it.
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ModelError } from "../errors.ts";
import type { ModelCard } from "./models.ts";

/** Fetches `files` of the model into `home`. @throws ModelError where one cannot be had. */
export async function downloadModel(card: ModelCard, files: readonly string[], home: string): Promise<void> {
  for (const file of files) {
    const url = `https://huggingface.co/${card.hub}/resolve/main/${file}`;
    const response = await fetch(url).catch((error: Error) => {
      throw new ModelError(`Cannot fetch ${url}: ${(error.cause as Error | undefined)?.message ?? error.message}.`);
    });
    if (!response.ok) throw new ModelError(`Cannot fetch ${url}: the hub answered ${response.status}.`);
    const path = join(home, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.part`, new Uint8Array(await response.arrayBuffer()));
    await rename(`${path}.part`, path);
  }
}
