// How is the cluster asked, so that an answer comes whole, in good time, or not at all?
// Every request has a time limit; what may pass (a lost node, an election, a full queue) is tried again on another
// node until the caller's patience ends. A node that failed is left out for a minute by the client.
import { Client, errors } from "@opensearch-project/opensearch";
import { StoreUnavailableError } from "../../errors.ts";
import { NoConnectionError, PassingError, type Patience, tried } from "./patience.ts";

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

export interface Reply<T> {
  readonly status: number;
  readonly body: T;
}

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
    return this.retried(patience, (limit) => this.once<T>(request, limit));
  }

  /**
   * Until `attempt` (given its time limit in ms) succeeds, fails for good, or patience ends.
   * An attempt says that another try may help by throwing a PassingError.
   */
  async retried<T>(patience: Patience, attempt: (limit: number) => Promise<T>): Promise<T> {
    try {
      return await tried(patience, attempt);
    } catch (error) {
      throw error instanceof PassingError ? this.unavailable(error) : error;
    }
  }

  /** One try, for use within `retried`. @throws PassingError where another may help. */
  async once<T>({ method, path, query, body, lines, expected = [] }: Request, limit: number): Promise<Reply<T>> {
    try {
      const answer = await this.client.transport.request(
        {
          method,
          path,
          ...(query && { querystring: query }),
          ...(body && { body }),
          ...(lines && { bulkBody: [...lines] }),
        },
        { requestTimeout: limit, ignore: [...expected] },
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
    if (error instanceof errors.ConnectionError) return new NoConnectionError(error.message);
    // What is left of the client's errors: a time limit, an answer that broke off.
    return error instanceof errors.OpenSearchClientError ? new PassingError(error.message) : error;
  }

  private unavailable(cause: PassingError): StoreUnavailableError {
    return new StoreUnavailableError(
      `The cluster at ${this.options.urls.join(", ")} does not answer (${cause.message.slice(0, 200)}); ask again in a while.`,
      { cause },
    );
  }
}

/** Too many requests, a shard or manager that is missing now, or a node on its way out. */
export function passes(status: number): boolean {
  return status === 429 || status >= 500;
}
