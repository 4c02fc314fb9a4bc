// What stands where the answer belongs: the answer, the way in, or what is in the way?
import type { JSX } from "hono/jsx/jsx-runtime";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AskwireError, NoIndexError, QuestionError } from "../errors.ts";
import type { Building } from "../indexing/building.ts";
import { ask, currentGeneration, type Engine } from "../search/search.ts";
import { SETTINGS } from "../settings.ts";
import type { Asked } from "./address.ts";
import { AnswerSection } from "./answer.tsx";
import { questionOf } from "./asking.ts";
import { exampleQuestions } from "./examples.ts";
import { FrontSection } from "./front.tsx";
import { InTheWay, LOOK_AGAIN, NoIndex } from "./in-the-way.tsx";
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

  constructor(
    private readonly engine: Engine,
    private readonly building: Building,
  ) {}

  async part(asked: Asked, signal: AbortSignal): Promise<AnswerPart> {
    try {
      return { status: 200, body: asked.text ? await this.answer(asked, signal) : await this.front() };
    } catch (error) {
      if (error instanceof NoIndexError)
        return { status: 503, body: <NoIndex building={this.building.state} />, retry: LOOK_AGAIN };
      if (error instanceof QuestionError) return { status: 400, body: <InTheWay error={error} /> };
      if (error instanceof AskwireError)
        return { status: 503, body: <InTheWay error={error} again={LOOK_AGAIN} />, retry: LOOK_AGAIN };
      throw error;
    }
  }

  private async answer(asked: Asked, signal: AbortSignal): Promise<JSX.Element> {
    const size = SETTINGS.page.results;
    // One more than is shown tells whether there are more.
    const question = questionOf(asked, size + 1);
    // Embedded first (and remembered): a question that nobody waits for any more gives up its place.
    await this.engine.embedder.question(question.text, signal);
    const answer = await ask(this.engine, question);
    const passages = answer.passages.slice(0, size);
    const more = answer.passages.length > size && asked.offset + size <= SETTINGS.question.maxOffset;
    return <AnswerSection asked={asked} answer={{ ...answer, passages }} size={size} more={more} />;
  }

  private async front(): Promise<JSX.Element> {
    const generation = await currentGeneration(this.engine);
    return <FrontSection info={generation.info} examples={await this.examples(generation)} />;
  }
}
