// What does one embedding thread do? It answers one batch of requests after the other with an encoder of its own.
import { on } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { Encoder } from "./encoder.ts";
import type { Model } from "./models.ts";

export type Request =
  | { readonly kind: "question"; readonly text: string }
  | { readonly kind: "passage"; readonly sentences: readonly string[]; readonly title: string };
export type Response = { readonly value: unknown } | { readonly error: Error };
/** `ready` comes once, before all others; a batch of requests is answered in their order, and batches in theirs. */
export type Message = { readonly ready: true } | { readonly responses: readonly Response[] };

const port = parentPort;
if (!port) throw new Error("worker.ts runs as a worker thread");
const encoder = await Encoder.load(workerData as Model);
const requests = on(port, "message");
tell({ ready: true });
for await (const [batch] of requests as AsyncIterable<[readonly Request[]]>) {
  const responses: Response[] = [];
  for (const request of batch) responses.push(await answerTo(request));
  tell({ responses });
}

async function answerTo(request: Request): Promise<Response> {
  try {
    if (request.kind === "question") return { value: await encoder.question(request.text) };
    return { value: await encoder.passage(request.sentences, request.title) };
  } catch (error) {
    return { error: error as Error };
  }
}

function tell(message: Message): void {
  port?.postMessage(message);
}
