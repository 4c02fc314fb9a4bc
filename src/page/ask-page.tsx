// What is on the page where questions are asked?
import type { FC, PropsWithChildren } from "hono/jsx";
import type { Asked } from "./address.ts";
import { AskForm } from "./ask-form.tsx";

/** The answer is its content. */
export const AskPage: FC<PropsWithChildren<{ asked: Asked }>> = ({ asked, children }) => (
  <main id="main">
    <AskForm asked={asked} />
    <p role="status" class="unseen" />
    <section id="answer" aria-label="Answer">
      {children}
    </section>
  </main>
);
