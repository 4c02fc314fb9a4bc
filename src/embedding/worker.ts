// What does one embedding thread do? It answers one request after the other with an encoder of its own.
import { on } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { Encoder } from "./encoder.ts";
import type { Model } from "./models.ts";

export type Request =
  | { readonly kind: "question"; readonly text: string }
  | { readonly kind: "passage"; readonly sentences: readonly string[]; readonly title: string };
/** `ready` comes once, before all others, which come in the order of their requests. */
export type Response = { readonly ready: true } | { readonly value: unknown } | { readonly error: Error };

const port = parentPort;
if (!port) throw new Error("worker.ts runs as a worker thread");
const encoder = await Encoder.load(workerData as Model);
const requests = on(port, "message");
tell({ ready: true });
for await (const [request] of requests) tell(await answerTo(request));

async function answerTo(request: Request): Promise<Response> {
  try {
    if (request.kind === "question") return { value: await encoder.question(request.text) };
    return { value: await encoder.passage(request.sentences, request.title) };
  } catch (error) {
    return { error: error as Error };
  }
}

function tell(response: Response): void {
  port?.postMessage(response);
}
