// What stands where the answer belongs: the answer, the way in, or what is in the way?
import type { JSX } from "hono/jsx/jsx-runtime";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { NoIndexError } from "../errors.ts";
import { ask, currentGeneration, type Engine } from "../search/search.ts";
import { SETTINGS } from "../settings.ts";
import { type Asked, filterOf } from "./address.ts";
import { AnswerSection } from "./answer.tsx";
import { exampleQuestions } from "./examples.ts";
import { FrontSection } from "./front.tsx";
import { LOOK_AGAIN, NotIndexed } from "./not-indexed.tsx";
import { perGeneration } from "./per-generation.ts";

export interface AnswerPart {
  readonly status: ContentfulStatusCode;
  readonly body: JSX.Element;
  /** Seconds after which to look again. */
  readonly retry?: number;
}

export class Answering {
  private readonly examples = perGeneration((generation) =>
    exampleQuestions(this.engine, generation, SETTINGS.page.examples),
  );

  constructor(private readonly engine: Engine) {}

  async part(asked: Asked): Promise<AnswerPart> {
    try {
      return { status: 200, body: asked.text ? await this.answer(asked) : await this.front() };
    } catch (error) {
      if (error instanceof NoIndexError) return { status: 503, body: <NotIndexed />, retry: LOOK_AGAIN };
      throw error;
    }
  }

  private async answer(asked: Asked): Promise<JSX.Element> {
    const size = SETTINGS.page.results;
    const wanted = Math.min(asked.offset + size + 1, SETTINGS.question.maxLimit);
    const answer = await ask(this.engine, { text: asked.text, limit: wanted, filter: filterOf(asked) });
    const passages = answer.passages.slice(asked.offset, asked.offset + size);
    const more = answer.passages.length > asked.offset + size;
    return <AnswerSection asked={asked} answer={{ ...answer, passages }} size={size} more={more} />;
  }

  private async front(): Promise<JSX.Element> {
    const generation = await currentGeneration(this.engine);
    return <FrontSection info={generation.info} examples={await this.examples(generation)} />;
  }
}
