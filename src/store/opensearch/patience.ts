// How long is something tried that may fail now and succeed in a moment?
// What failed is tried again after a pause that doubles and varies. What has not answered for a while is joined by
// another try (at another node), and the first answer counts: a node that is cut off costs a moment. So whatever is sent
// may arrive twice: callers name what they write, and a repeated write is the same write.
import { setTimeout as sleep } from "node:timers/promises";

/** ms. */
export interface Patience {
  /** After so long without an answer, another try joins. */
  readonly attempt: number;
  /** All tries together. */
  readonly total: number;
  /** The same, while no node takes a connection at all. */
  readonly gone: number;
  /** When it ends by performance.now(), where several requests share it. */
  readonly end?: number;
}

/** The same patience, begun now, for all requests that it is given to. */
export function shared(patience: Patience): Patience {
  return { ...patience, end: performance.now() + patience.total };
}

/** Failed this time; the next may be another. */
export class PassingError extends Error {}

/** The node asked takes no connection. */
export class NoConnectionError extends PassingError {}

/** The pause after the first failure, ms; it doubles up to the second figure, and varies by half. */
const PAUSE = { first: 50, longest: 1_000 };
/** A try is given up after so many times the wait until another joins it: the node asked is then left out for a while. */
const GIVEN_UP = 4;

/** `attempt` is given its time limit in ms. @throws the last PassingError when patience ends, and any other error at once. */
export async function tried<T>(patience: Patience, attempt: (limit: number) => Promise<T>): Promise<T> {
  const end = patience.end ?? performance.now() + patience.total;
  const left = () => Math.max(0, end - performance.now());
  const running = new Set<Promise<Outcome<T>>>();
  const failures = new Failures();
  for (let pause = PAUSE.first; left() > 0; ) {
    running.add(outcomeOf(attempt(Math.min(left(), GIVEN_UP * patience.attempt))));
    const outcome = await firstOf(running, Math.min(left(), patience.attempt));
    if (outcome === null) continue;
    if ("value" in outcome) return outcome.value;
    running.delete(outcome.of);
    failures.add(outcome.error);
    if (running.size === 0 && failures.unconnectedFor >= patience.gone) break;
    await sleep(Math.min(left(), pause * (0.5 + Math.random())));
    pause = Math.min(2 * pause, PAUSE.longest);
  }
  throw running.size > 0 ? new PassingError("no answer in time") : failures.last;
}

class Failures {
  last = new PassingError("no time left");
  private unconnectedSince: number | null = null;

  /** @throws it where another try would not help. */
  add(error: unknown): void {
    if (!(error instanceof PassingError)) throw error;
    this.last = error;
    this.unconnectedSince = error instanceof NoConnectionError ? (this.unconnectedSince ?? performance.now()) : null;
  }

  /** How long no node has taken a connection, ms. */
  get unconnectedFor(): number {
    return this.unconnectedSince === null ? 0 : performance.now() - this.unconnectedSince;
  }
}

type Outcome<T> = { readonly of: Promise<Outcome<T>> } & ({ readonly value: T } | { readonly error: unknown });

/** How it ended; itself it never fails. */
function outcomeOf<T>(work: Promise<T>): Promise<Outcome<T>> {
  const of: Promise<Outcome<T>> = work.then(
    (value) => ({ of, value }),
    (error: unknown) => ({ of, error }),
  );
  return of;
}

/** null where none has ended after `wait` ms. */
async function firstOf<T>(running: ReadonlySet<Promise<Outcome<T>>>, wait: number): Promise<Outcome<T> | null> {
  const over = new AbortController();
  const late = sleep(wait, null, { signal: over.signal }).catch(() => null);
  const first = await Promise.race([...running, late]);
  over.abort();
  return first;
}
