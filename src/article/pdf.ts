// How is a PDF read: a page an article, its lines put together to paragraphs?
import { getDocumentProxy } from "unpdf";
import { ArticleError } from "../errors.ts";
import { isoDate } from "./date.ts";
import { nameIn } from "./fields.ts";
import type { Found } from "./found.ts";
import type { Source } from "./source.ts";

/** A gap between lines of more than this many line heights begins a paragraph. */
const PARAGRAPH_GAP = 1.4;

interface Line {
  text: string;
  /** Of its baseline, and its height, in points. */
  readonly y: number;
  height: number;
}

/** Pages that show text are named `page=N`, as in a PDF's web address (RFC 8118); pages without any are left out. */
export async function* readPdf(source: Source): AsyncGenerator<Found> {
  const document = await open(await source.bytes());
  const { info } = await document.getMetadata();
  const about = (info ?? {}) as Record<string, unknown>;
  let found = false;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    const text = paragraphsOf(linesOf(items as TextItem[]));
    if (!text) continue;
    found = true;
    const said = { title: nameIn(about.Title), author: nameIn(about.Author), published: pdfDate(about.CreationDate) };
    yield { name: `page=${number}`, content: { ...said, text, url: null, site: null } };
  }
  if (!found) throw new ArticleError("it holds no text (are its pages pictures?)");
}

async function open(bytes: Uint8Array) {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false });
  } catch (error) {
    throw new ArticleError(`it is no PDF that can be read (${(error as Error).message.split("\n")[0]})`);
  }
}

interface TextItem {
  readonly str?: string;
  readonly hasEOL?: boolean;
  readonly height: number;
  readonly transform: readonly number[];
}

function linesOf(items: readonly TextItem[]): Line[] {
  const lines: Line[] = [];
  let open: Line | null = null;
  for (const { str, hasEOL, height, transform } of items) {
    if (str === undefined) continue;
    if (!open) {
      open = { text: "", y: transform[5], height: 0 };
      lines.push(open);
    }
    open.text += str;
    open.height = Math.max(open.height, height);
    if (hasEOL) open = null;
  }
  return lines.filter(({ text }) => text.trim() !== "");
}

/** A line goes on from the one before, unless there is a gap between them; a word cut at the line's end is whole again. */
function paragraphsOf(lines: readonly Line[]): string {
  let text = "";
  for (const [at, { text: line, y, height }] of lines.entries()) {
    const before = lines[at - 1];
    const apart = before && Math.abs(before.y - y) > PARAGRAPH_GAP * Math.max(height, before.height);
    const cut = /\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(line);
    if (before && apart) text += "\n";
    else if (cut) text = text.slice(0, -1);
    else if (before) text += " ";
    text += line.trim();
  }
  return text;
}

/** As in `D:20240131120000+01'00'`. */
function pdfDate(value: unknown): string | null {
  const parts = /^D:(\d{4})(\d{2})?(\d{2})?/.exec(String(value));
  return parts ? isoDate(`${parts[1]}-${parts[2] ?? "01"}-${parts[3] ?? "01"}`) : null;
}
