// How do reading, embedding and writing overlap, with a bounded number of passages in hand?
import type { Embedder } from "../embedding/embedder.ts";
import type { KeyedPassage, VectorCache } from "../store/store.ts";

/** Passages in hand, from which on reading waits: two seconds' work for two threads, so that a slow file stops none. */
const IN_HAND = 256;
/** Passages given to the embedder at once: several for each thread of any machine, and few to finish when stopped. */
const AT_ONCE = 32;

interface Waiting {
  readonly passages: number;
  readonly embedded: Promise<void>;
  /** Writes the article once its vectors are kept. */
  readonly write: () => Promise<void>;
}

export class EmbeddingQueue {
  /** Passages embedded so far; a text that has a vector already is not. */
  embedded = 0;
  /** Passages of the articles written so far. */
  written = 0;
  private readonly waiting: Waiting[] = [];
  private inHand = 0;
  private readonly underWay = new Map<string, Promise<void>>();
  private free = AT_ONCE;
  private readonly turns: (() => void)[] = [];
  private stopped = false;

  constructor(
    private readonly embedder: Embedder,
    private readonly vectors: VectorCache,
    /** Told after each article that was written. */
    private readonly onWritten: () => void = () => {},
  ) {}

  /** `title` goes with what is embedded. Writes happen in the order in which they were added, each when all of its passages have vectors. */
  async add(passages: readonly KeyedPassage[], title: string, write: () => Promise<void>): Promise<void> {
    const known = await this.vectors.knownVectors(passages.map(({ key }) => key));
    const missing = passages.filter(({ key }) => !known.has(key));
    const embedded = Promise.all(missing.map((passage) => this.embedOnce(passage, title))).then(() => {});
    // A failure is met where it is awaited, below; until then it must not count as unhandled.
    embedded.catch(() => {});
    this.waiting.push({ passages: passages.length, embedded, write });
    this.inHand += passages.length;
    while (this.inHand > IN_HAND) await this.writeNext();
  }

  async drain(): Promise<void> {
    while (this.waiting.length > 0) await this.writeNext();
  }

  /** Keeps what the embedder has in hand; what waits is not embedded, and waiting for it fails. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled(this.underWay.values());
  }

  private async writeNext(): Promise<void> {
    const next = this.waiting.shift();
    if (!next) return;
    await next.embedded;
    await next.write();
    this.inHand -= next.passages;
    this.written += next.passages;
    this.onWritten();
  }

  private embedOnce(passage: KeyedPassage, title: string): Promise<void> {
    const { key } = passage;
    const running = this.underWay.get(key);
    if (running) return running;
    const embedding = this.inTurn(() => this.embed(passage, title)).finally(() => this.underWay.delete(key));
    this.underWay.set(key, embedding);
    return embedding;
  }

  private async inTurn(work: () => Promise<void>): Promise<void> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.turns.push(resolve));
    try {
      if (this.stopped) throw new Error("the queue was stopped");
      await work();
    } finally {
      const next = this.turns.shift();
      if (next) next();
      else this.free++;
    }
  }

  private async embed({ key, text, start, sentences }: KeyedPassage, title: string): Promise<void> {
    const texts = sentences.map((sentence) => text.slice(sentence.start - start, sentence.end - start));
    await this.vectors.saveVectors(key, await this.embedder.passage(texts, title));
    this.embedded++;
  }
}
