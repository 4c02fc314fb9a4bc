// How are files read so that none of them, whatever is in it, can stop or crash the run?
// In a thread of its own with a limit of memory; one that takes too long is ended, and another takes its place.
import { Worker } from "node:worker_threads";
import { workerPath } from "../home.ts";
import { PATIENCE, READER_MEMORY } from "./limits.ts";
import type { Entry } from "./read.ts";
import type { FileToRead, Reply, Request } from "./reading-worker.ts";

/** The file cannot be read to its end. */
type Fatal = { readonly fatal: string };

export class ReadingThread {
  private worker: Worker | null = null;
  /** Takes the reply that is waited for. */
  private answer: ((reply: Reply | Fatal) => void) | null = null;

  /** `patience` is how long the next entry of a file may take, ms. */
  constructor(private readonly patience = PATIENCE) {}

  /** The articles of a file, and what is wrong with it, in order. One file at a time. */
  async *entries(file: FileToRead): AsyncGenerator<Entry> {
    let reading = false;
    try {
      let request: Request = file;
      for (;;) {
        reading = true;
        const reply = await this.ask(request);
        reading = reply !== null && !("fatal" in reply);
        if (reply === null) return;
        if ("fatal" in reply) {
          yield { path: file.path, reason: reply.fatal, consumed: 0 };
          return;
        }
        yield reply;
        request = "next";
      }
    } finally {
      if (reading) await this.close();
    }
  }

  /** Ends the thread; what it reads ends with it. Reading again starts another. */
  async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    this.answer?.({ fatal: "its reading was stopped" });
    await worker?.terminate();
  }

  private ask(request: Request): Promise<Reply | Fatal> {
    this.worker ??= this.started();
    this.worker.postMessage(request);
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.giveUp(`reading it took longer than ${this.patience / 1000} s`),
        this.patience,
      );
      this.answer = (reply) => {
        clearTimeout(timer);
        this.answer = null;
        resolve(reply);
      };
    });
  }

  private started(): Worker {
    const worker = new Worker(workerPath("src/article/reading-worker.ts"), {
      resourceLimits: { maxOldGenerationSizeMb: READER_MEMORY },
      stdout: true,
      stderr: true,
    });
    // What libraries print about a file is not for the user: what is wrong with it comes as an entry.
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on("message", (reply: Reply) => this.answer?.(reply));
    worker.on("error", ({ code, message }: NodeJS.ErrnoException) => {
      const tooMuch = code === "ERR_WORKER_OUT_OF_MEMORY";
      if (worker !== this.worker) return;
      this.giveUp(
        tooMuch ? `reading it takes more than ${READER_MEMORY} MB of memory` : `it cannot be read (${message})`,
      );
    });
    return worker;
  }

  private giveUp(fatal: string): void {
    void this.worker?.terminate();
    this.worker = null;
    this.answer?.({ fatal });
  }
}
