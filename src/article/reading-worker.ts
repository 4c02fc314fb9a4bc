// What does the reading thread do? It reads one file at a time, and hands over an entry whenever it is asked for the next.
import { parentPort } from "node:worker_threads";
import { type Entry, entriesOf } from "./read.ts";

export interface FileToRead {
  readonly absolutePath: string;
  readonly path: string;
}
/** A file to begin with, or "next" for one more entry of it. */
export type Request = FileToRead | "next";
/** The next entry of the file, or null after the last. */
export type Reply = Entry | null;

const port = parentPort;
if (!port) throw new Error("reading-worker.ts runs as a worker thread");
let entries: AsyncGenerator<Entry>;

port.on("message", async (request: Request) => {
  if (request !== "next") entries = entriesOf(request.absolutePath, request.path);
  const { value, done } = await entries.next();
  port.postMessage((done ? null : value) satisfies Reply);
});
