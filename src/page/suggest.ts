// Which questions does an article itself suggest?
// Three kinds of sentences name a question that their article surely answers: a heading that is a question, a heading
// of someone's things ("Putin's Ceasefire Demands"), and a quotation with the name of its speaker.
import { headingText, paragraphs } from "../text/paragraphs.ts";
import { sentences } from "../text/sentences.ts";
import { withoutBidiControls } from "./wording.ts";

const NAME = String.raw`\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+){0,2}`;
const SAYING = "said|told|warned|argued|wrote|explained";
/** A quotation with its speaker after it: ‘“…,” said Russia analyst Nigel Gould-Davies.’, ‘“…,” Chris Miller said.’ */
const SPEAKER_AFTER = new RegExp(
  String.raw`[”"] (?:(?:${SAYING}) (?:[\p{L}-]+\.? ){0,5}?(${NAME})(?= \(| on | in | at | during |[,.:;]|$)|(?:[\p{L}-]+\. )?(${NAME})(?: \([^)]+\))? (?:${SAYING})(?=[ ,.:]|$))`,
  "u",
);
/** The words between the first quotation marks. */
const QUOTED = /[“"]([^“”"]+)[”"]/u;
/** Something with a capital inside a sentence: a person, a place, a body. */
const NAMED = new RegExp(String.raw`(?<=[\p{L},] )(?:the )?${NAME}`, "gu");
/** "European", "Spanish", "Monday": says of what kind or when, not what. */
const NO_TOPIC = /(?:ian|ean|can|ish|ese|day)s?$/;
const HEADED_THINGS = /^(\p{Lu}[\p{L}-]+['’]s) ([\p{Lu}\p{Ll}][\p{L}-]*(?: [\p{L}-]+)?s)$/u;
const HEADED_QUESTION = /^(?:Who|What|When|Where|Why|How|Which|Will|Can|Did|Does|Do|Is|Are)\b.{8,80}\?$/u;

/** In the order of the text, each once. */
export function suggestedBy(text: string): string[] {
  const found = paragraphs(text).flatMap((paragraph) => {
    const words = withoutBidiControls(text.slice(paragraph.start, paragraph.end));
    if (paragraph.heading) return fromHeading(headingText(words));
    const whole = { start: 0, end: words.length };
    return sentences(words, whole).flatMap(({ start, end }) => fromQuotation(words.slice(start, end)));
  });
  return [...new Set(found)];
}

function fromHeading(heading: string): string[] {
  if (HEADED_QUESTION.test(heading)) return [heading];
  const [, owner, things] = HEADED_THINGS.exec(heading) ?? [];
  return owner && things ? [`What are ${owner} ${things.toLowerCase()}?`] : [];
}

function fromQuotation(sentence: string): string[] {
  const [, after, before] = SPEAKER_AFTER.exec(sentence) ?? [];
  const speaker = after ?? before;
  if (!speaker) return [];
  const quoted = QUOTED.exec(sentence)?.[1] ?? "";
  const topic = [...quoted.matchAll(NAMED)]
    .map(([name]) => name)
    .find((name) => name.length > 3 && !NO_TOPIC.test(name) && !speaker.includes(name));
  return topic ? [`What did ${speaker} say about ${topic}?`] : [];
}
