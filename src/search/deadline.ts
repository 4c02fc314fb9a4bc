// How long does the work on a request go on? Until its deadline, or until whoever asked hangs up.
import { OverloadedError } from "../errors.ts";
import { SETTINGS } from "../settings.ts";

/** Nobody is there any more to be answered. */
export class HungUp extends Error {}

/** Has `gone` called when whoever asks hangs up; perhaps also later, when the work is done. */
export type Asker = (gone: () => void) => void;

export function askerBehind(signal: AbortSignal): Asker {
  return (gone) => signal.addEventListener("abort", gone, { once: true });
}

/** Does the work with a signal that is aborted, with the error to throw, at the deadline or when the asker is gone. */
export async function untilDeadline<T>(asker: Asker, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const end = new AbortController();
  let over = false;
  const late = () => end.abort(new OverloadedError("The answer took too long; ask again in a second."));
  const timer = setTimeout(late, SETTINGS.server.deadline);
  asker(() => {
    if (!over) end.abort(new HungUp());
  });
  try {
    return await work(end.signal);
  } finally {
    over = true;
    clearTimeout(timer);
  }
}
