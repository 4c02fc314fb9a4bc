// What does a person see when something goes wrong?
import type { ErrorHandler } from "hono";
import type { FC } from "hono/jsx";
import { AskwireError, QuestionError } from "../errors.ts";
import { page } from "./document.tsx";

interface TroubleProps {
  readonly title: string;
  readonly say?: string;
  /** Words that may find what was meant. */
  readonly search?: string;
}

export const Trouble: FC<TroubleProps> = ({ title, say, search }) => (
  <main id="main" class="trouble">
    <h1>{title}</h1>
    {say && <p>{say}</p>}
    <p>
      {search ? (
        <a href={`/?${new URLSearchParams({ q: search })}`}>Look for the passage in the other articles</a>
      ) : (
        <a href="/">Ask something else</a>
      )}
    </p>
  </main>
);

export const onPageError: ErrorHandler = (error, c) => {
  if (!(error instanceof AskwireError)) throw error;
  const mistaken = error instanceof QuestionError;
  const title = mistaken ? "This cannot be asked" : "Askwire cannot answer now";
  return page(c, { title, status: mistaken ? 400 : 503, body: <Trouble title={title} say={error.message} /> });
};
