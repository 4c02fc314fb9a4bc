// Where is a question typed?
import type { FC } from "hono/jsx";
import { SETTINGS } from "../settings.ts";
import type { Asked } from "./address.ts";

export const AskForm: FC<{ asked: Asked }> = ({ asked: { text, source, after, before } }) => {
  const filtered = source !== null || after !== null || before !== null;
  return (
    <search>
      <form action="/" class="ask">
        <label for="question">Question</label>
        <div class="box">
          <input
            id="question"
            name="q"
            type="search"
            value={text}
            maxlength={SETTINGS.question.length}
            autocomplete="off"
            autofocus={text === ""}
            placeholder="What happened?"
          />
          <button type="submit">Ask</button>
        </div>
        <details class="filters" open={filtered}>
          <summary>Filters</summary>
          <div class="fields">
            <p>
              <label for="source">Site or path</label>
              <input id="source" name="source" value={source ?? ""} placeholder="example.org or world/" />
            </p>
            <p>
              <label for="after">Published from</label>
              <input id="after" name="after" type="date" value={after ?? ""} />
            </p>
            <p>
              <label for="before">Published before</label>
              <input id="before" name="before" type="date" value={before ?? ""} />
            </p>
          </div>
        </details>
      </form>
    </search>
  );
};
