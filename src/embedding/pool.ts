// How do several threads embed at once?
// One worker a core, each with a one-thread session, that never wait for each other: 1.9 times the library's pipeline in
// batches, and as much or more its pipeline over one text at a time, which spreads each over all cores (`npm run bench --
// indexing`). What waits is kept here, so that questions go before passages.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { ModelError } from "../errors.ts";
import { workerPath } from "../home.ts";
import type { Aborted, Embedder } from "./embedder.ts";
import type { PassageVectors } from "./encoder.ts";
import type { Model } from "./models.ts";
import type { Message, Request, Response } from "./worker.ts";
import { workerCount } from "./worker-count.ts";

interface Job {
  readonly request: Request;
  readonly signal: Aborted | undefined;
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** Batches that a worker has: the one that it answers, and the next, so that it does not wait for this busy thread. */
const IN_HAND = 2;

/**
 * Questions that go to a worker and come back together where many wait: each time that this thread is woken it takes a
 * core from a worker (`npm run bench -- http`).
 */
const TOGETHER = 4;

export class EmbeddingPool implements Embedder {
  readonly model: string;
  readonly fingerprint: string;
  readonly dimensions: number;
  private readonly workers: Worker[];
  /** Batches in the order in which they will be answered; workers that are not loaded yet are not in it. */
  private readonly inHand = new Map<Worker, Job[][]>();
  private readonly questions: Job[] = [];
  private readonly passages: Job[] = [];
  private failure: Error | null = null;

  /** Starts loading at once; requests wait until a worker is ready. `workers` defaults to what fits this process. */
  constructor(model: Model, workers = workerCount()) {
    this.model = model.card.name;
    this.fingerprint = model.fingerprint;
    this.dimensions = model.card.dimensions;
    this.workers = Array.from({ length: workers }, () => this.start(model));
  }

  question(text: string, signal?: Aborted): Promise<Float32Array> {
    return this.enqueue(this.questions, { kind: "question", text }, signal);
  }

  passage(sentences: readonly string[], title: string): Promise<PassageVectors> {
    return this.enqueue(this.passages, { kind: "passage", sentences, title });
  }

  async close(): Promise<void> {
    // A worker that is ended in the middle of a run takes the whole process with it: what is in hand is finished first.
    const busy = [...this.inHand].map(([worker, { length }]) => answers(worker, length));
    this.fail(new ModelError("The embedding workers were stopped."));
    await Promise.allSettled(busy);
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private start(model: Model): Worker {
    const worker = new Worker(workerPath("src/embedding/worker.ts"), { workerData: model });
    worker.on("message", (message: Message) => this.answer(worker, message));
    worker.on("error", (error) => this.fail(new ModelError(`Model ${model.card.name} cannot run: ${error.message}`)));
    return worker;
  }

  private enqueue<T>(queue: Job[], request: Request, signal?: Aborted): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      queue.push({ request, signal, resolve, reject });
      this.dispatch();
    });
  }

  private answer(worker: Worker, message: Message): void {
    if ("ready" in message) this.inHand.set(worker, []);
    else {
      const batch = this.inHand.get(worker)?.shift() ?? [];
      for (const [at, job] of batch.entries()) settle(job, message.responses[at]);
    }
    this.dispatch();
  }

  private dispatch(): void {
    for (let has = 0; has < IN_HAND; has++) {
      for (const [worker, batches] of this.inHand) {
        if (batches.length > has) continue;
        const next = this.nextBatch();
        if (next.length === 0) return;
        batches.push(next);
        worker.postMessage(next.map(({ request }) => request));
      }
    }
  }

  /** Questions before passages, and no more of them than leave enough for every worker. */
  private nextBatch(): Job[] {
    const share = Math.floor(this.questions.length / (IN_HAND * this.workers.length));
    const count = Math.max(1, Math.min(share, TOGETHER));
    const batch: Job[] = [];
    while (batch.length < count) {
      const job = this.questions.shift();
      if (!job) break;
      if (job.signal?.aborted) job.reject(job.signal.reason);
      else batch.push(job);
    }
    return batch.length > 0 ? batch : this.passages.splice(0, 1);
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const job of [...this.questions.splice(0), ...this.passages.splice(0), ...[...this.inHand.values()].flat(2)]) {
      job.reject(this.failure);
    }
    this.inHand.clear();
  }
}

function settle({ resolve, reject }: Job, response: Response): void {
  if ("error" in response) reject(response.error);
  else resolve(response.value as never);
}

async function answers(worker: Worker, count: number): Promise<void> {
  for (let n = 0; n < count; n++) await once(worker, "message");
}
