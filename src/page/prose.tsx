// How is running text shown? A paragraph a line, headings without their marks.
import type { FC } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { headingText, paragraphs } from "../text/paragraphs.ts";
import type { Span } from "../text/spans.ts";
import { type Layer, Marked } from "./marked.tsx";

interface ProseProps {
  readonly text: string;
  /** Where the text begins, in the offsets of the layers. */
  readonly start?: number;
  readonly layers?: readonly Layer[];
  /** What a heading is: one of the page, or a line of a quoted passage. */
  readonly headings: "h2" | "p";
  /** What stands before a paragraph. */
  readonly before?: (paragraph: Span) => JSX.Element[];
}

export const Prose: FC<ProseProps> = ({ text, start = 0, layers = [], headings: Heading, before }) => (
  <>
    {paragraphs(text).map((paragraph) => {
      const line = text.slice(paragraph.start, paragraph.end);
      const words = paragraph.heading ? headingText(line) : line;
      const from = start + paragraph.start + line.indexOf(words);
      const marked = <Marked text={words} start={from} layers={layers} />;
      return (
        <>
          {before?.({ start: start + paragraph.start, end: start + paragraph.end })}
          {paragraph.heading ? (
            <Heading dir="auto" class="heading">
              {marked}
            </Heading>
          ) : (
            <p dir="auto">{marked}</p>
          )}
        </>
      );
    })}
  </>
);
