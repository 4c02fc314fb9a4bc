// How is a text shown with parts of it marked?
import type { Child } from "hono/jsx";
import type { Span } from "../text/spans.ts";

/** Parts of one kind. Layers lie in one another, the first one outermost; spans of one layer may overlap. */
export interface Layer {
  readonly spans: readonly Span[];
  /** `begins` where the span begins with this part: what is marked across paragraphs comes in several. */
  readonly wrap: (part: Child, span: Span, begins: boolean) => Child;
}

interface MarkedProps {
  readonly text: string;
  /** Where the text begins, in the offsets of the spans. */
  readonly start: number;
  readonly layers: readonly Layer[];
}

export function Marked({ text, start, layers: [layer, ...inner] }: MarkedProps): Child {
  if (!layer) return text;
  return (
    <>
      {pieces({ start, end: start + text.length }, layer.spans).map(({ within, ...piece }) => {
        const part = text.slice(piece.start - start, piece.end - start);
        const children = <Marked text={part} start={piece.start} layers={inner} />;
        return within ? layer.wrap(children, within, within.start === piece.start) : children;
      })}
    </>
  );
}

interface Piece extends Span {
  /** The span that the piece belongs to, whole; null between spans. */
  readonly within: Span | null;
}

/** The whole of a span in order, cut where marked parts begin and end; none is empty. */
export function pieces(whole: Span, spans: readonly Span[]): Piece[] {
  const found: Piece[] = [];
  let at = whole.start;
  for (const span of merged(spans)) {
    const start = Math.max(span.start, at);
    const end = Math.min(span.end, whole.end);
    if (start >= end) continue;
    if (at < start) found.push({ start: at, end: start, within: null });
    found.push({ start, end, within: span });
    at = end;
  }
  if (at < whole.end) found.push({ start: at, end: whole.end, within: null });
  return found;
}

/** In order; those that overlap become one. */
function merged(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && span.start < last.end) found[found.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else found.push(span);
  }
  return found;
}
