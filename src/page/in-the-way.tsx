// What does a person see who cannot be answered?
import type { FC } from "hono/jsx";
import type { AskwireError } from "../errors.ts";

/** Seconds after which the page looks again. */
export const LOOK_AGAIN = 2;

export const NotIndexed: FC = () => (
  <div class="notice" data-again={LOOK_AGAIN}>
    <h1>Nothing is indexed yet</h1>
    <p>
      Run <code>npm run index -- FOLDER</code> with a folder of articles. This page notices when they can be asked.
    </p>
  </div>
);

export const InTheWay: FC<{ error: AskwireError }> = ({ error }) => (
  <div class="notice">
    <h1>This cannot be answered</h1>
    <p>{error.message}</p>
  </div>
);
