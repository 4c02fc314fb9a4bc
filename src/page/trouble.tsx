// What does a person see when something goes wrong?
import type { ErrorHandler } from "hono";
import type { FC } from "hono/jsx";
import { AskwireError, NoIndexError, QuestionError } from "../errors.ts";
import { page } from "./document.tsx";

/** Seconds. */
const LOOK_AGAIN = 2;

export const Trouble: FC<{ title: string; say: string }> = ({ title, say }) => (
  <main id="main" class="trouble">
    <h1>{title}</h1>
    <p>{say}</p>
    <p>
      <a href="/">Ask something else</a>
    </p>
  </main>
);

export const onPageError: ErrorHandler = (error, c) => {
  if (error instanceof QuestionError) {
    const title = "This cannot be asked";
    return page(c, { title, status: 400, body: <Trouble title={title} say={error.message} /> });
  }
  if (error instanceof NoIndexError) {
    const title = "Nothing is indexed yet";
    return page(c, { title, status: 503, retry: LOOK_AGAIN, body: <Trouble title={title} say={error.message} /> });
  }
  if (error instanceof AskwireError) {
    const title = "Askwire cannot answer now";
    return page(c, { title, status: 503, body: <Trouble title={title} say={error.message} /> });
  }
  throw error;
};
