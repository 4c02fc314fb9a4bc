// How long does the work on a request go on? Until its deadline, or until whoever asked hangs up.
import { OverloadedError } from "../errors.ts";
import { SETTINGS } from "../settings.ts";

/** Nobody is there any more to be answered. */
export class HungUp extends Error {}

/** Does the work with a signal that is aborted, with the error to throw, at the deadline or when the client is gone. */
export async function untilDeadline<T>(client: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const end = new AbortController();
  const late = () => end.abort(new OverloadedError("The answer took too long; ask again in a second."));
  const timer = setTimeout(late, SETTINGS.server.deadline);
  const gone = () => end.abort(new HungUp());
  client.addEventListener("abort", gone);
  try {
    return await work(end.signal);
  } finally {
    clearTimeout(timer);
    client.removeEventListener("abort", gone);
  }
}
