// What text does a piece of HTML show, a line for each block of it?
import type { DomNode } from "./dom.ts";

const BLOCKS = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BR DD DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR HTML
   LI MAIN NAV OL P PRE SECTION TABLE TD TH TR UL`.split(/\s+/),
);
const UNSEEN = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "HEAD", "TITLE"]);
const TEXT_NODE = 3;

/** Lines without white space around them, none of them empty; runs of white space are one space. */
export function blockText(root: DomNode): string {
  const lines = [""];
  const visit = (node: DomNode): void => {
    const name = node.nodeName.toUpperCase();
    if (node.nodeType === TEXT_NODE) lines[lines.length - 1] += node.textContent ?? "";
    if (UNSEEN.has(name)) return;
    if (BLOCKS.has(name)) lines.push("");
    for (let at = 0; at < node.childNodes.length; at++) visit(node.childNodes[at]);
    if (BLOCKS.has(name)) lines.push("");
  };
  visit(root);
  return lines
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}
