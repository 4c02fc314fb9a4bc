// What does one embedding thread do? It answers one request at a time with an encoder of its own.
import { parentPort, workerData } from "node:worker_threads";
import { Encoder } from "./encoder.ts";
import type { Model } from "./models.ts";

export type Request =
  | { readonly kind: "question"; readonly text: string }
  | { readonly kind: "passage"; readonly sentences: readonly string[]; readonly title: string };
export type Response = { readonly value: unknown } | { readonly error: Error };

const port = parentPort;
if (!port) throw new Error("worker.ts runs as a worker thread");
const encoder = await Encoder.load(workerData as Model);

port.on("message", async (request: Request) => {
  try {
    const value =
      request.kind === "question"
        ? await encoder.question(request.text)
        : await encoder.passage(request.sentences, request.title);
    port.postMessage({ value } satisfies Response);
  } catch (error) {
    port.postMessage({ error: error as Error } satisfies Response);
  }
});
port.postMessage({ value: "ready" } satisfies Response);
