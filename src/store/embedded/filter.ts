// Which passages may be candidates at all?
// Articles are sifted by SQLite, words by postings; what only the text itself can tell is looked up in the texts left.
import { setImmediate } from "node:timers/promises";
import { phraseTest } from "../../text/phrase.ts";
import { terms } from "../../text/terms.ts";
import type { ArticleFilter, PassageFilter } from "../store.ts";
import type { Db } from "./database.ts";
import type { Derived } from "./derived.ts";
import type { Postings } from "./postings.ts";

/** Passages read before other work gets its turn; about 5 ms. */
const TEXTS_AT_ONCE = 200;

/** What the texts themselves are asked. */
interface TextTest {
  readonly passes: (text: string) => boolean;
}

/** Ordinals of the passages that pass, ascending. */
export class PassageSieve {
  constructor(
    private readonly db: Db,
    private readonly derived: Derived,
    /** -1 for a stem that stands nowhere. */
    private readonly termRow: (stem: string) => number,
  ) {}

  /** @throws the signal's reason once it is aborted: what only texts can tell takes long in a large index. */
  async passing(filter: PassageFilter, signal?: AbortSignal): Promise<number[]> {
    const { articleOf, passagePostings } = this.derived;
    const articles = this.passingArticles(filter);
    const { held, absent, tests } = this.questions(filter);
    const holding = held.map((term) => documentsWith(passagePostings, term));
    const without = absent.map((term) => documentsWith(passagePostings, term));
    const ordinals: number[] = [];
    for (let ordinal = 0; ordinal < articleOf.length; ordinal++) {
      if (!articles.has(articleOf[ordinal])) continue;
      if (holding.every((documents) => documents.has(ordinal)) && !without.some((documents) => documents.has(ordinal)))
        ordinals.push(ordinal);
    }
    return tests.length > 0 ? this.passingTexts(ordinals, tests, signal) : ordinals;
  }

  /** Ordinals of the articles that pass. */
  private passingArticles(filter: ArticleFilter): Set<number> {
    const { where, values } = articleCondition(filter);
    const rows = new Set(this.db.prepare(`SELECT a.row FROM article a WHERE ${where}`).pluck().all(values) as number[]);
    const ordinals = new Set<number>();
    this.derived.articleRows.forEach((row, ordinal) => {
      if (rows.has(row)) ordinals.add(ordinal);
    });
    return ordinals;
  }

  /** What postings can tell, and what only texts can. A phrase asks both: its words narrow down where to look. */
  private questions({ phrases, without }: PassageFilter): { held: number[]; absent: number[]; tests: TextTest[] } {
    const stemsOf = (text: string) => terms(text).map(({ stem }) => this.termRow(stem));
    const absent: number[] = [];
    const tests: TextTest[] = phrases.map((phrase) => ({ passes: phraseTest(phrase) }));
    for (const word of without) {
      const rows = stemsOf(word);
      if (rows.length === 1) absent.push(rows[0]);
      else {
        const stands = phraseTest(word);
        tests.push({ passes: (text) => !stands(text) });
      }
    }
    return { held: phrases.flatMap(stemsOf), absent, tests };
  }

  private async passingTexts(
    ordinals: readonly number[],
    tests: readonly TextTest[],
    signal?: AbortSignal,
  ): Promise<number[]> {
    const read = this.db.prepare("SELECT text FROM passage WHERE row = ?").pluck();
    const passing: number[] = [];
    for (const [at, ordinal] of ordinals.entries()) {
      const text = read.get(this.derived.passageRows[ordinal]) as string;
      if (tests.every((test) => test.passes(text))) passing.push(ordinal);
      if (at % TEXTS_AT_ONCE !== TEXTS_AT_ONCE - 1) continue;
      await setImmediate();
      signal?.throwIfAborted();
    }
    return passing;
  }
}

/** SQL for the articles `a` that pass, and its values. */
export function articleCondition({ sources, after, before }: ArticleFilter) {
  const source = sources.map(
    (_, at) => `a.site = @source${at} OR substr(a.path, 1, length(@source${at})) = @source${at}`,
  );
  const conditions = [
    ...(source.length > 0 ? [`(${source.join(" OR ")})`] : []),
    ...(after === null ? [] : ["julianday(a.published) >= julianday(@after)"]),
    ...(before === null ? [] : ["julianday(a.published) < julianday(@before)"]),
  ];
  const named = Object.fromEntries(sources.map((value, at) => [`source${at}`, value]));
  return { where: conditions.join(" AND ") || "TRUE", values: { ...named, after, before } };
}

function documentsWith(postings: Postings, term: number): Set<number> {
  return new Set(postings.documents(term));
}
