// How much may a file ask of the machine before it is refused?

/** A file that is read whole, after unpacking, bytes. Articles line by line (.jsonl) may be of any size. */
export const FILE_BYTES = 64 * 2 ** 20;
/** A line of a .jsonl file, bytes. */
export const LINE_BYTES = 16 * 2 ** 20;
/** An article's text, UTF-16 code units: a long novel has 1,500,000. */
export const ARTICLE_LENGTH = 2_000_000;
/** Elements of a web page; news pages have some 3,000. */
export const PAGE_ELEMENTS = 100_000;
/** Entries of one file that may fail before the rest of it is given up. */
export const FAILED_ENTRIES = 100;
/** Until the next article of a file is there, ms. */
export const PATIENCE = 20_000;
/** Memory of the reading thread, MB. */
export const READER_MEMORY = 512;
