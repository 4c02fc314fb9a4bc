// What do answers look like over HTTP? One schema a shape: they make the OpenAPI document, its examples and the types of
// the client. Offsets count UTF-16 code units of the article's text, as JavaScript, Java and C# count them.
import { z } from "@hono/zod-openapi";

const offset = (description: string, example: number) => z.int().min(0).openapi({ description, example });
const share = (description: string, example: number) => z.number().min(0).max(1).openapi({ description, example });
const text = (description: string, example: string) => z.string().openapi({ description, example });
const optionalText = (description: string, example: string | null) =>
  z.string().nullable().openapi({ description, example });
const list = <T extends z.ZodType>(schema: T, description: string) =>
  z.array(schema).readonly().openapi({ description });

const vector = (description: string) => z.array(z.number()).optional().openapi({ description });

const ARTICLE_ID = "3f1c2a9b7d4e";
const PASSAGE_ID = `${ARTICLE_ID}-1200`;

const articleFields = {
  title: text("Title of the article.", "Ferry service to Odesa resumes"),
  path: text("Place of the article, relative to the indexed folder.", "2025/ferry.md"),
  url: optionalText("Where the article was published, if that is known.", "https://harbour.example/ferry"),
  site: optionalText("Site that published it, if that is known.", "harbour.example"),
  published: optionalText("When it was published: ISO 8601 date or date-time, if that is known.", "2025-03-02"),
};

const placeFields = {
  start: offset("Where the passage begins in the article's text, in UTF-16 code units.", 1200),
  end: offset(
    "Where the passage ends, in UTF-16 code units; the character there is the first that is not in it.",
    1261,
  ),
  paragraph: z.int().min(1).openapi({ description: "Paragraph in which the passage begins, from 1.", example: 7 }),
};

export const SourceSchema = z
  .object({ article: text("Id of the article.", ARTICLE_ID), ...articleFields, ...placeFields })
  .openapi("Source", { description: "Where a passage stands." });

const EvidenceSchema = z
  .object({
    cosine: z.number().min(-1.001).max(1.001).openapi({
      description: "Cosine of the passage's vector with the question's, -1 to 1 (within rounding).",
      example: 0.71,
    }),
    closeness: z.number().min(-1.001).max(1.001).openapi({
      description:
        "The same without what all passages have in common, the question leaning towards the first passages; part of the score.",
      example: 0.68,
    }),
    passageKeywords: share("BM25 of the passage as a share of the most possible for this question, 0 to 1.", 0.9),
    articleKeywords: share("BM25 of the article as a share of the most possible for this question, 0 to 1.", 0.6),
  })
  .openapi("Evidence", { description: "What speaks for a passage." });

const SentenceSchema = z
  .object({
    text: text("The sentence.", "The ferry to Odesa leaves at dawn."),
    start: offset("Where it begins in the article's text, in UTF-16 code units.", 1200),
    end: offset("Where it ends, in UTF-16 code units.", 1234),
  })
  .openapi("Sentence", { description: "The sentence of a passage that carries the answer best." });

const CopySchema = z
  .object({
    id: text("Id of the passage.", PASSAGE_ID),
    text: text("The passage.", "The Odesa ferry will leave at dawn. Passengers carry lemons."),
    similarity: z.number().min(-1.001).max(1.001).openapi({
      description: "Cosine with the passage shown, -1 to 1 (within rounding).",
      example: 0.97,
    }),
    source: SourceSchema,
  })
  .openapi("Copy", { description: "The same, told elsewhere." });

const PASSAGE_TEXT = "The ferry to Odesa leaves at dawn. Passengers carry lemons.";

export const IndexSchema = z
  .object({
    generation: z.int().min(1).openapi({ description: "Published state of the index that answered.", example: 1 }),
    articles: z.int().min(0).openapi({ description: "Articles in it.", example: 5 }),
    passages: z.int().min(0).openapi({ description: "Passages in it.", example: 60 }),
    model: text("Embedding model.", "bge-small-en-v1.5"),
  })
  .openapi("Index", { description: "What was searched." });

export const ArticleSchema = z
  .object({
    id: text("Id of the article.", ARTICLE_ID),
    ...articleFields,
    author: optionalText("Who wrote it, if that is known.", "R. Marin"),
  })
  .openapi("Article", { description: "What is known of an article." });

export const PlaceSchema = z
  .object({ id: text("Id of the passage.", PASSAGE_ID), ...placeFields })
  .openapi("Place", { description: "Where a passage stands in its article." });

export const WholeArticleSchema = ArticleSchema.extend({
  text: text("The whole text, exactly as it was read.", PASSAGE_TEXT),
  passages: list(PlaceSchema, "Its passages, in order; neighbours share a sentence."),
}).openapi("WholeArticle", { description: "An article with its text and the places of its passages." });

const SpanSchema = z
  .object({
    start: offset("Where it begins in the article's text, in UTF-16 code units.", 1200),
    end: offset("Where it ends, in UTF-16 code units.", 1234),
  })
  .openapi("Span", { description: "A part of an article's text." });

const ExplainSchema = z
  .object({
    text: text("What was compared, as language.", "When does the ferry leave?"),
    stems: list(z.string(), "Stems of its words, as they were looked up."),
    phrases: list(z.string(), "Phrases that had to occur."),
    without: list(z.string(), "Words that must not occur."),
    sources: list(z.string(), "Sites and beginnings of paths that were searched; all where there is none."),
    after: optionalText("Articles published at this time or after.", "2025-03-02"),
    before: optionalText("Articles published before this time.", null),
  })
  .openapi("Explanation", { description: "What was made of a question; with include=explain." });

export const ResultSchema = z
  .object({
    id: text("Id of the passage: its article's id and where it begins.", PASSAGE_ID),
    text: text("The passage: whole sentences of the article, as they stand there.", PASSAGE_TEXT),
    score: z.number().openapi({
      description: "The evidence put together. It orders the passages of one answer and means nothing else.",
      example: 0.81,
    }),
    evidence: EvidenceSchema,
    sentence: SentenceSchema,
    highlights: list(SpanSchema, "Where the question's words stand in the text, in whatever inflection."),
    source: SourceSchema,
    alsoIn: list(CopySchema, "Near-copies of this passage in other articles."),
    vector: vector("Unit vector of the passage; with include=vectors."),
    article: WholeArticleSchema.optional(),
  })
  .openapi("Result", { description: "A passage that speaks to the question." });

export const AnswerSchema = z
  .object({
    question: text("The question, as it was asked.", "When does the ferry leave?"),
    answered: z.boolean().openapi({
      description: "Whether the best passage seems to answer the question: confidence against a threshold.",
      example: true,
    }),
    confidence: share("Probability, 0 to 1, that the best passage answers the question.", 0.93),
    passages: list(ResultSchema, "The passages that answer best, best first."),
    index: IndexSchema,
    notice: text("Said where the filters left no passage.", "No passage passes the filters; loosen them.").optional(),
    vector: vector("Unit vector of the question; with include=vectors."),
    explain: ExplainSchema.optional(),
    took_ms: z.number().min(0).openapi({ description: "Time it took to answer, in ms.", example: 7.4 }),
  })
  .openapi("Answer", { description: "What the index says to a question." });

export const AnswersSchema = z
  .object({ answers: list(AnswerSchema, "The answers, in the order of the questions.") })
  .openapi("Answers", { description: "What the index says to several questions." });

export const ArticlePageSchema = z
  .object({
    articles: list(ArticleSchema, "Articles, ordered by path."),
    next: z.int().nullable().openapi({ description: "Offset of the next page; null on the last one.", example: null }),
    index: IndexSchema,
  })
  .openapi("ArticlePage", { description: "A page of articles." });

export const PassageSchema = z
  .object({
    id: text("Id of the passage.", PASSAGE_ID),
    text: text("The passage: whole sentences of the article, as they stand there.", PASSAGE_TEXT),
    sentences: list(SpanSchema, "Its sentences, in order."),
    source: SourceSchema,
  })
  .openapi("Passage", { description: "A passage and where it stands." });

export const SimilarSchema = z
  .object({ passages: list(CopySchema, "The nearest passages, nearest first.") })
  .openapi("Similar", { description: "Passages like another." });

export const ProblemSchema = z
  .object({
    type: text("Kind of the problem; about:blank where the status says it all.", "about:blank"),
    title: text("The status in words.", "Bad request"),
    status: z.int().openapi({ description: "HTTP status.", example: 400 }),
    detail: text("What was wrong, and what to do.", "The question is empty: ask with ?q=..."),
  })
  .openapi("Problem", { description: "An error, as RFC 9457 tells it." });

export const AliveSchema = z
  .object({ status: z.literal("ok").openapi({ description: "The process runs.", example: "ok" }) })
  .openapi("Alive", { description: "A sign of life." });

export const ReadySchema = z
  .object({
    status: z.literal("ready").openapi({ description: "Questions can be asked.", example: "ready" }),
    generation: z.int().min(1).openapi({ description: "Published state of the index that answers.", example: 1 }),
  })
  .openapi("Ready", { description: "That questions can be asked." });
