// What can go wrong that a person can mend?
// Each class is one known kind; its message is one sentence (what, where, what to do). Scripts print the
// message, the server turns it into a problem document; anything else that is thrown is a defect of ours.

export class AskwireError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** The command line was wrong (exit status 2). */
export class UsageError extends AskwireError {}

/** A file or folder cannot be read as articles. */
export class ArticleError extends AskwireError {}

/** The embedding model is missing, damaged or unknown. */
export class ModelError extends AskwireError {}

/** Nothing has been indexed yet where an index was looked for. */
export class NoIndexError extends AskwireError {}

/** The index was made with another model, splitter or format. */
export class IndexMismatchError extends AskwireError {}

/** Another run is writing the index. */
export class IndexBusyError extends AskwireError {}

/** The index cannot be read, and what is derived cannot be rebuilt from what is left. */
export class IndexDamagedError extends AskwireError {}

/** The question cannot be asked as it stands. */
export class QuestionError extends AskwireError {}

/** The disk is full, or refuses to write. */
export class DiskError extends AskwireError {}

/** The user stopped the run; what it had done is kept (exit status 130, as shells have it for SIGINT). */
export class InterruptedError extends AskwireError {}

/** What was asked for by its id is not in the index. */
export class NotFoundError extends AskwireError {}

/** More is asked than can be answered in time. */
export class OverloadedError extends AskwireError {}

/** The cluster that keeps the index does not answer, or answers only in part. */
export class StoreUnavailableError extends AskwireError {}
