// Where do the sentences of a paragraph begin and end?
// ICU's rules (UAX #29) find the ends; what they take for an end after an abbreviation is joined again. Libraries that
// know more abbreviations were tried: the best of them takes 20 s for 60 KB of short sentences, and crashes in its
// native form on some articles.
import { type Span, trimSpan } from "./spans.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** Titles and the like, after which a name or number follows: never the end of a sentence. */
const BEFORE_A_NAME = new Set(
  `adj adm atty brig capt cdr cmdr col comdr cpl dr ft fr gen gov hon lt maj messrs mlle mme mr mrs ms msgr mt pfc pres
   prof pvt rep reps rev sen sens sgt sr st supt vs viz`.split(/\s+/),
);
/** May end a sentence or not: the next word tells. */
const ANYWHERE = new Set(
  `jr esq inc corp co cos ltd bros dept est etc al jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu
   thur thurs fri sat sun ave blvd rd calif conn fla ill mass mich minn okla ore pa tenn tex va wash wis`.split(/\s+/),
);

/** Code units on either side of an end that are looked at. */
const NEARBY = 40;
/** Before a number only: "No. 10" goes on, "He said no. Then" does not. */
const BEFORE_A_NUMBER = new Set(["no", "nos", "fig", "art", "vol", "pp", "approx"]);

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/**
 * Code units given to ICU at once: V8's segmenter takes time quadratic in the length of its text, and no sentence of
 * prose is longer.
 */
const WINDOW = 5_000;

/** The sentences of `text` inside `within`, in order, without the white space between them. */
export function sentences(text: string, within: Span): Span[] {
  const found: Span[] = [];
  let open: Span | null = null;
  for (const segment of segments(text, within)) {
    const part = trimSpan(text, segment);
    if (part.start === part.end) continue;
    const span: Span = { start: open?.start ?? part.start, end: part.end };
    open = null;
    const end = text.slice(Math.max(span.start, span.end - NEARBY), span.end);
    if (goesOn(end, text.slice(segment.end, Math.min(within.end, segment.end + NEARBY)))) open = span;
    else found.push(span);
  }
  if (open) found.push(open);
  return found;
}

/** What ICU takes for sentences; the last of a window is looked at again at the start of the next. */
function* segments(text: string, within: Span): Iterable<Span> {
  let from = within.start;
  while (from < within.end) {
    const cut = Math.min(within.end, from + WINDOW);
    // Never between the halves of a surrogate pair.
    const to = cut < within.end && /[\uD800-\uDBFF]/.test(text[cut - 1]) ? cut - 1 : cut;
    const ends = Array.from(
      segmenter.segment(text.slice(from, to)),
      ({ segment, index }) => from + index + segment.length,
    );
    const taken = to < within.end && ends.length > 1 ? ends.slice(0, -1) : ends;
    for (const end of taken) {
      yield { start: from, end };
      from = end;
    }
  }
}

/** Whether a sentence that seems to end in `end` goes on with `following`. */
function goesOn(end: string, following: string): boolean {
  const next = /^[\s"'“‘([]*([\p{L}\p{N}$€£]+)/u.exec(following)?.[1];
  if (!next) return false;
  const last = /(?:^|[\s"'“‘(—–-])((?:\p{L}\.)*\p{L}+) ?\.$/u.exec(end)?.[1];
  if (!last) return false;
  const plain = last.toLowerCase();
  if (BEFORE_A_NAME.has(plain)) return true;
  if (BEFORE_A_NUMBER.has(plain)) return /^\d/.test(next);
  const initials = /^(?:\p{L}\.)*\p{L}$/u.test(last);
  // A sentence hardly starts with a name after "U.S." or "p.m.", and often with "The" or "He".
  return (initials || ANYWHERE.has(plain)) && !STOP_WORDS.has(next.toLowerCase());
}
