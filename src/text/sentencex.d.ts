// The package brings no types; this is the one function of it that is used.
declare module "sentencex" {
  /** The sentences of a text, white space kept: joined they are the text. */
  export function segment(language: string, text: string): string[];
}
