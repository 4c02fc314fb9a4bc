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
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
}

export interface Page {
  readonly documentElement: DomElement;
  readonly body: DomElement;
  getElementsByTagName(name: string): ArrayLike<DomElement>;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

export function parsePage(html: string): Page {
  const page = wholePage(html);
  for (const element of page.querySelectorAll("link, meta, script")) lowerCaseAttributes(element);
  return page;
}

/** The tags of the page and of its body may be left out, and then the parser adds neither. */
function wholePage(html: string): Page {
  const { document } = parseHTML(html);
  return document.documentElement?.nodeName === "HTML"
    ? document
    : parseHTML(`<html><body>${html}</body></html>`).document;
}

/** The parser keeps their names as they are written, and is then asked for them in vain. */
function lowerCaseAttributes(element: DomElement): void {
  for (const { name, value } of [...element.attributes]) element.setAttribute(name.toLowerCase(), value);
}
