// What does a copy say otherwise?
import { diffWordsWithSpace } from "diff";
import type { FC } from "hono/jsx";

export const Difference: FC<{ shown: string; copy: string }> = ({ shown, copy }) => (
  <p class="difference" dir="auto">
    {diffWordsWithSpace(shown, copy).map(({ value, added, removed }) => {
      if (added) return <ins>{value}</ins>;
      return removed ? <del>{value}</del> : value;
    })}
  </p>
);
