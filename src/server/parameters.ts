// What may a request say? Each parameter once, as a query string writes it and as a body does; each fault in words.
import { z } from "@hono/zod-openapi";
import { SETTINGS } from "../settings.ts";

const { length, limit, maxLimit, maxOffset } = SETTINGS.question;
const { articles, maxArticles, batch } = SETTINGS.server;

const ASK = 'ask with ?q=..., or POST {"question": "..."}.';

type About = { readonly description: string; readonly example: unknown; readonly minLength?: number };

/** Told in the OpenAPI document, and to assistants, who read a schema of zod's own. */
function described<Schema extends z.ZodType>(schema: Schema, about: About): Schema {
  return schema.openapi(about).describe(about.description);
}

/** What is missing is told otherwise than what is there and is no text, such as one of two values. */
const QuestionText = described(
  z
    .string({ error: ({ input }) => (input === undefined ? `The question is missing: ${ASK}` : "takes one question.") })
    .regex(/\S/, `The question is empty: ${ASK}`)
    .max(length, `The question is longer than ${length} characters; ask in fewer.`),
  {
    description: `The question, in natural language; at most ${length} UTF-16 code units. A "phrase" in quotation marks must occur in a passage, a -word or -"phrase" must not.`,
    example: "Who lost the election?",
    minLength: 1,
  },
);

/** A number in a query string and in a body; `fallback` where it is left out. */
function number(kind: "integer" | "number", from: number, to: number, fallback: number, description: string) {
  const what = kind === "integer" ? "a whole number" : "a number";
  const wrong = `takes ${what} from ${from} to ${to}.`;
  const about = { description, example: fallback };
  const written = kind === "integer" ? /^\d{1,9}$/ : /^\d+(\.\d+)?(e[+-]?\d+)?$/i;
  const query = z
    .string(`${wrong} Give it once.`)
    .regex(written, wrong)
    .transform(Number)
    .refine((value) => value >= from && value <= to, wrong)
    .default(fallback)
    .openapi({ type: kind, minimum: from, maximum: to, default: fallback, ...about });
  const whole = kind === "integer" ? z.int(wrong) : z.number(wrong);
  const body = described(whole.min(from, wrong).max(to, wrong).default(fallback), about);
  return { query, body };
}

const MONTH_AND_DAY = /((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d))/
  .source;
const TIME = /([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)?/.source;
const DATE = new RegExp(`^\\d{4}-${MONTH_AND_DAY}(T${TIME})?$`);

function date(description: string) {
  const wrong = "takes an ISO 8601 date or date-time, such as 2025-03-02 or 2025-03-02T10:00:00Z.";
  return described(z.string(wrong).regex(DATE, wrong).optional(), { description, example: "2025-03-02" });
}

const MOST_SOURCES = 100;
const SOURCE = `takes a site or the beginning of a path, or up to ${MOST_SOURCES} of them.`;
const SourceName = z.string(SOURCE).min(1, SOURCE);
const SourceNames = z.array(SourceName, SOURCE).max(MOST_SOURCES, SOURCE);
const SOURCES = {
  description: "Only articles of this site, or whose path begins so; any of several.",
  example: ["harbour.example", "2025/"],
};
const sources = {
  query: z
    .union([SourceName.transform((one) => [one]), SourceNames], SOURCE)
    .default([])
    .openapi({ type: "array", items: { type: "string", minLength: 1 }, maxItems: MOST_SOURCES, ...SOURCES }),
  body: described(SourceNames.default([]), SOURCES),
};

const ARTICLE_FILTER = {
  after: date("Only articles published at this time or after; one whose date is not known is left out."),
  before: date("Only articles published before this time; one whose date is not known is left out."),
};

const EXTRAS = ["article", "vectors", "explain"] as const;
const Extra = z.enum(EXTRAS, `takes any of ${EXTRAS.join(", ")}.`);
const INCLUDE = {
  description:
    "What to add: each passage's whole article, the vectors of the question and the passages, what was made of the question.",
  example: ["explain" as const],
};
const include = {
  query: z
    .union([z.string(), z.array(z.string())])
    .transform((lists) => [lists].flat().flatMap((list) => list.split(",")))
    .pipe(z.array(Extra))
    .default([])
    .openapi({ type: "array", items: { type: "string", enum: [...EXTRAS] }, minItems: 1, ...INCLUDE }),
  body: described(z.array(Extra).max(EXTRAS.length).default([]), INCLUDE),
};

const DIVERSITY = {
  description: "Whether near-copies are folded into one result, and articles take turns.",
  example: true,
};
const diversity = {
  query: z
    .enum(["true", "false"], "takes true or false.")
    .transform((said) => said === "true")
    .default(true)
    .openapi({ type: "boolean", enum: [true, false], default: true, ...DIVERSITY }),
  body: described(z.boolean("takes true or false.").default(true), DIVERSITY),
};

const wanted = number("integer", 1, maxLimit, limit, `Passages wanted, 1 to ${maxLimit}.`);
const skipped = number("integer", 0, maxOffset, 0, "Passages to leave out at the beginning.");
const sureness = number("number", 0, 1, 0, "No passages at all unless the confidence reaches this, 0 to 1.");

/** One question, in the address. A name that is not known is refused: an answer without the filter that was meant misleads. */
export const SearchQuery = z.strictObject({
  q: QuestionText,
  limit: wanted.query,
  offset: skipped.query,
  source: sources.query,
  ...ARTICLE_FILTER,
  min_confidence: sureness.query,
  diversity: diversity.query,
  include: include.query.openapi({ param: { style: "form", explode: false } }),
});

const BODY_OPTIONS = {
  limit: wanted.body,
  offset: skipped.body,
  source: sources.body,
  ...ARTICLE_FILTER,
  min_confidence: sureness.body,
  diversity: diversity.body,
  include: include.body,
};

/** What is no object at all; other faults are told as they are. */
const NO_OBJECT = {
  error: ({ code }: { readonly code?: string | undefined }) =>
    code === "invalid_type" ? 'The body is not an object; send {"question": "..."}.' : undefined,
};

export const SearchBody = z
  .strictObject(
    {
      question: QuestionText.optional(),
      questions: z
        .array(QuestionText, "takes a list of questions.")
        .min(1, "holds no question.")
        .max(batch, `takes ${batch} questions at most; send the others in another request.`)
        .optional()
        .openapi({
          description: `Up to ${batch} questions, each asked with the same options.`,
          example: ["Who lost the election?", "When does the ferry leave?"],
        }),
      ...BODY_OPTIONS,
    },
    NO_OBJECT,
  )
  .refine((body) => body.question !== undefined || body.questions !== undefined, `The question is missing: ${ASK}`)
  .refine(
    (body) => body.question === undefined || body.questions === undefined,
    'Give "question" or "questions", not both.',
  )
  .openapi("Search", {
    description: "One question, or several.",
    oneOf: [{ required: ["question"] }, { required: ["questions"] }],
  });

/** One question, as an assistant's tool takes it. */
export const SearchTool = z.strictObject({ question: QuestionText, ...BODY_OPTIONS });

/** How a question is to be answered. */
export type AskOptions = Omit<z.output<typeof SearchBody>, "question" | "questions">;

export const ArticleQuery = z.strictObject({
  limit: number("integer", 1, maxArticles, articles, "Articles wanted.").query,
  offset: number("integer", 0, 999_999_999, 0, "Articles to leave out at the beginning.").query,
  source: sources.query,
  ...ARTICLE_FILTER,
});

export const SimilarQuery = z.strictObject({ limit: wanted.query });

export const ArticleId = idParameter("Id of an article.", "3f1c2a9b7d4e");
export const PassageId = idParameter("Id of a passage.", "3f1c2a9b7d4e-1200");

function idParameter(description: string, example: string) {
  return z.object({
    id: described(z.string().openapi({ param: { name: "id", in: "path" } }), { description, example }),
  });
}
