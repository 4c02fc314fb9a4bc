// How is the cluster asked, so that an answer comes whole, in good time, or not at all?
// Every request has a time limit; what may pass (a lost node, an election, a full queue) is tried again on another
// node after a pause that doubles and varies, until the caller's patience ends. Whatever is sent may arrive twice:
// callers name what they write, so that a repeated write is the same write.
import { setTimeout as sleep } from "node:timers/promises";
import { Client, errors } from "@opensearch-project/opensearch";
import { StoreUnavailableError } from "../../errors.ts";

export interface ClusterOptions {
  /** One a node, as `https://host:9200`. */
  readonly urls: readonly string[];
  readonly login?: { readonly username: string; readonly password: string } | undefined;
  readonly apiKey?: string | undefined;
  /** PEM of the authority that signed the nodes' certificates, where the system does not know it. */
  readonly ca?: string | undefined;
}

export interface Request {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: object;
  /** Instead of a body, for requests that take one JSON document a line. */
  readonly lines?: readonly object[];
  /** Statuses from 400 on that are an answer to the caller. */
  readonly expected?: readonly number[];
}

/** How long one try may take, and all of them together; ms. */
export interface Patience {
  readonly attempt: number;
  readonly total: number;
}

export interface Reply<T> {
  readonly status: number;
  readonly body: T;
}

/** The pause after the first failure, ms; it doubles up to the second figure, and varies by half. */
const PAUSE = { first: 50, longest: 5_000 };

export class Cluster {
  private readonly client: Client;

  constructor(private readonly options: ClusterOptions) {
    const { urls, login, apiKey, ca } = options;
    this.client = new Client({
      nodes: [...urls],
      maxRetries: 0,
      // Two a core of a common server: a question's requests do not wait for a connection.
      agent: { keepAlive: true, maxSockets: 64 },
      ...(login && { auth: login }),
      ...(apiKey && { headers: { authorization: `ApiKey ${apiKey}` } }),
      ...(ca && { ssl: { ca } }),
    });
  }

  /** @throws StoreUnavailableError when patience ends. */
  async ask<T>(request: Request, patience: Patience): Promise<Reply<T>> {
    return this.retried(patience, (timeout) => this.once<T>(request, timeout));
  }

  /**
   * Tries `attempt` (given its time limit in ms) until it succeeds, fails for good, or patience ends.
   * An attempt says that another try may help by throwing a PassingError.
   */
  async retried<T>(patience: Patience, attempt: (timeout: number) => Promise<T>): Promise<T> {
    const end = performance.now() + patience.total;
    for (let pause = PAUSE.first; ; pause = Math.min(2 * pause, PAUSE.longest)) {
      const left = end - performance.now();
      try {
        return await attempt(Math.max(1, Math.min(patience.attempt, left)));
      } catch (error) {
        if (!(error instanceof PassingError)) throw error;
        const varied = pause * (0.5 + Math.random());
        if (performance.now() + varied >= end) throw this.unavailable(error.message);
        await sleep(varied);
      }
    }
  }

  /** One try, for use within `retried`. @throws PassingError where another may help. */
  async once<T>({ method, path, query, body, lines, expected = [] }: Request, timeout: number): Promise<Reply<T>> {
    try {
      const answer = await this.client.transport.request(
        {
          method,
          path,
          ...(query && { querystring: query }),
          ...(body && { body }),
          ...(lines && { bulkBody: [...lines] }),
        },
        { requestTimeout: timeout, ignore: [...expected] },
      );
      return { status: answer.statusCode as number, body: answer.body as T };
    } catch (error) {
      throw this.judged(error as Error);
    }
  }

  async close(): Promise<void> {
    await this.client.close();
  }

  private judged(error: Error): Error {
    if (error instanceof errors.ResponseError) {
      const status = error.statusCode ?? 0;
      if (status === 401 || status === 403)
        return new StoreUnavailableError(
          `The cluster at ${this.options.urls.join(", ")} refuses this login (${status}); set ASKWIRE_OPENSEARCH_USER and ASKWIRE_OPENSEARCH_PASSWORD, or ASKWIRE_OPENSEARCH_API_KEY.`,
        );
      return passes(status) ? new PassingError(error.message) : error;
    }
    // What is left of the client's errors: no connection, a connection that broke, a time limit.
    return error instanceof errors.OpenSearchClientError ? new PassingError(error.message) : error;
  }

  private unavailable(reason: string): StoreUnavailableError {
    return new StoreUnavailableError(
      `The cluster at ${this.options.urls.join(", ")} does not answer (${reason.slice(0, 200)}); ask again in a while.`,
    );
  }
}

/** Failed this time; the next may be another. */
export class PassingError extends Error {}

/** Too many requests, a shard or manager that is missing now, or a node on its way out. */
export function passes(status: number): boolean {
  return status === 429 || status >= 500;
}
