// What does a person see who has asked nothing yet?
import type { FC } from "hono/jsx";
import type { GenerationInfo } from "../store/store.ts";
import { counted } from "./wording.ts";

interface FrontProps {
  readonly info: GenerationInfo;
  readonly examples: readonly string[];
}

export const FrontSection: FC<FrontProps> = ({ info, examples }) => (
  <div class="front">
    <h1>Ask {counted(info.articles, "article")}</h1>
    <p>
      Every answer is a passage from one of them, word for word, with its place. Nothing is made up, and nothing leaves
      this machine.
    </p>
    {examples.length > 0 && (
      <>
        <h2 id="examples">For example</h2>
        <ul class="examples" aria-labelledby="examples">
          {examples.map((example) => (
            <li>
              <a href={`/?${new URLSearchParams({ q: example })}`}>
                <bdi>{example}</bdi>
              </a>
            </li>
          ))}
        </ul>
      </>
    )}
  </div>
);
