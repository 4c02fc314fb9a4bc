// How does HTML become a tree, and what of the tree is needed here?
// The parser's own types are a browser's, which Node does not know: these say what is used.
import { parseHTML } from "linkedom";

export interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<DomNode>;
}

export interface DomElement extends DomNode {
  getAttribute(name: string): string | null;
}

export interface Page {
  readonly documentElement: DomElement;
  readonly body: DomElement;
  getElementsByTagName(name: string): ArrayLike<DomElement>;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

export function parsePage(html: string): Page {
  return parseHTML(html).document;
}
