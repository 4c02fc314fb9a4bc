// Which embedding models are known?

/** How a model wants to be used; from its model card. */
export interface ModelCard {
  /** Name of its folder under `models/`. */
  readonly name: string;
  /** Its name on the Hugging Face hub. */
  readonly hub: string;
  /** What becomes the text's vector: the first token's, or the mean of all. */
  readonly pooling: "cls" | "mean";
  readonly questionPrefix: string;
  readonly passagePrefix: string;
  /** Longest input in tokens, special ones included; what is longer is cut. */
  readonly maxTokens: number;
  readonly dimensions: number;
}

export const MODELS: readonly ModelCard[] = [
  {
    name: "bge-small-en-v1.5",
    hub: "Xenova/bge-small-en-v1.5",
    pooling: "cls",
    questionPrefix: "Represent this sentence for searching relevant passages: ",
    passagePrefix: "",
    maxTokens: 512,
    dimensions: 384,
  },
  {
    name: "all-MiniLM-L6-v2",
    hub: "Xenova/all-MiniLM-L6-v2",
    pooling: "mean",
    questionPrefix: "",
    passagePrefix: "",
    maxTokens: 512,
    dimensions: 384,
  },
];

export const DEFAULT_MODEL = "bge-small-en-v1.5";

/** A model whose files are there and are what they should be. */
export interface Model {
  readonly card: ModelCard;
  /** Folder that holds the model's folder. */
  readonly folder: string;
  readonly onnxFile: string;
  /** SHA-256 of all that shapes a vector: the model's files and how they are used. */
  readonly fingerprint: string;
}
