// Where does something stand? Site, date, file and paragraph in one line.
import type { FC } from "hono/jsx";
import type { Source } from "../search/answer.ts";
import { day } from "./wording.ts";

export const SourceLine: FC<{ source: Source }> = ({ source: { site, published, path, paragraph } }) => (
  <p class="source">
    {site && <bdi>{site}</bdi>}
    {published && <time datetime={published}>{day(published)}</time>}
    <bdi class="path">{path}</bdi>
    <span>paragraph {paragraph}</span>
  </p>
);
