// What does a copy say otherwise?
import { diffWordsWithSpace } from "diff";
import type { FC } from "hono/jsx";
import { Prose } from "./prose.tsx";

/** Below this share of common text, a rewrite is easier to read by itself than as changes. */
const MOSTLY_THE_SAME = 0.5;

export const Difference: FC<{ shown: string; copy: string }> = ({ shown, copy }) => {
  if (copy === shown) return <p class="same">Word for word the same.</p>;
  const changes = diffWordsWithSpace(shown, copy);
  const common = changes.reduce((sum, { value, added, removed }) => sum + (added || removed ? 0 : value.length), 0);
  if (common < MOSTLY_THE_SAME * Math.max(shown.length, copy.length)) {
    return (
      <details>
        <summary>What it says, in other words</summary>
        <blockquote class="passage">
          <Prose text={copy} headings="p" />
        </blockquote>
      </details>
    );
  }
  return (
    <details>
      <summary>What differs</summary>
      <p class="difference" dir="auto">
        {changes.map(({ value, added, removed }) => {
          if (added) return <ins>{value}</ins>;
          return removed ? <del>{value}</del> : value;
        })}
      </p>
    </details>
  );
};
