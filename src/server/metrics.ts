// What can be counted about a running server? In the form that Prometheus reads.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { ServedQuestions } from "../embedding/served-questions.ts";
import type { Engine } from "../search/search.ts";

export interface Observed {
  readonly method: string;
  /** The route's pattern, not the path: paths are without number. */
  readonly route: string;
  readonly status: number;
}

export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = this.counter("askwire_http_requests_total", "Requests answered.", [
    "method",
    "route",
    "status",
  ]);
  private readonly duration = new Histogram({
    name: "askwire_http_request_duration_seconds",
    help: "Time from a request's headers to its answer.",
    labelNames: ["method", "route"],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers: [this.registry],
  });

  constructor(engine: Pick<Engine, "store">, questions: ServedQuestions) {
    collectDefaultMetrics({ register: this.registry });
    this.gauge(
      "askwire_questions_waiting",
      "Questions that are being embedded or wait for it.",
      () => questions.waiting,
    );
    const info = async () => (await engine.store.current())?.info;
    this.gauge("askwire_generation", "Published state of the index; 0 where there is none.", async () => {
      return (await info())?.generation ?? 0;
    });
    this.gauge("askwire_articles", "Articles in the index.", async () => (await info())?.articles ?? 0);
    this.gauge("askwire_passages", "Passages in the index.", async () => (await info())?.passages ?? 0);
    const how =
      "Questions, by how their vector came: embedded, known from before, shared with the same one, or refused.";
    const vectors = this.counter("askwire_questions_total", how, ["how"], () => {
      vectors.reset();
      for (const [by, count] of Object.entries(questions.counts)) vectors.inc({ how: by }, count);
    });
  }

  observe({ method, route, status }: Observed, seconds: number): void {
    this.requests.inc({ method, route, status });
    this.duration.observe({ method, route }, seconds);
  }

  async text(): Promise<{ body: string; type: string }> {
    return { body: await this.registry.metrics(), type: this.registry.contentType };
  }

  private counter(name: string, help: string, labelNames: string[], collect: () => void = () => {}): Counter {
    return new Counter({ name, help, labelNames, collect, registers: [this.registry] });
  }

  private gauge(name: string, help: string, value: () => number | Promise<number>): Gauge {
    return new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        this.set(await value());
      },
    });
  }
}
