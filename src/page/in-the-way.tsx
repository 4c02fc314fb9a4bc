// What does a person see who cannot be answered?
import type { FC } from "hono/jsx";
import type { AskwireError } from "../errors.ts";
import type { BuildingState } from "../indexing/building.ts";
import type { Progress } from "../indexing/report.ts";
import { counted, timeLeft } from "./wording.ts";

/** Seconds after which the page looks again. */
export const LOOK_AGAIN = 2;

export const NoIndex: FC<{ building: BuildingState }> = ({ building }) => {
  if (building.kind === "under way") return <BeingBuilt progress={building.progress} />;
  return (
    <div class="notice" data-again={LOOK_AGAIN}>
      {building.kind === "failed" ? (
        <>
          <h1>The index could not be built</h1>
          <p>{building.reason}</p>
        </>
      ) : (
        <h1>There is no index yet</h1>
      )}
      <p>
        Run <code>npm run index -- FOLDER</code> with a folder of articles. This page notices when they can be asked.
      </p>
    </div>
  );
};

const BeingBuilt: FC<{ progress: Progress | null }> = ({ progress }) => (
  <div class="notice building" data-again={1}>
    <h1 id="building">The index is being built</h1>
    {progress && progress.passages.expected > 0 ? (
      <>
        <progress aria-labelledby="building" value={progress.passages.done} max={progress.passages.expected} />
        <p>
          {progress.files.done} of {counted(progress.files.total, "file")}, {progress.passages.done} of about{" "}
          {counted(progress.passages.expected, "passage")}
          {progress.secondsLeft !== null && `, ${timeLeft(progress.secondsLeft)}`}
        </p>
      </>
    ) : (
      <progress aria-labelledby="building" />
    )}
    <p>You can ask as soon as it is there; this page notices by itself.</p>
  </div>
);

/** `again`: seconds after which it may be otherwise. */
export const InTheWay: FC<{ error: AskwireError; again?: number }> = ({ error, again }) => (
  <div class="notice" data-again={again}>
    <h1>This cannot be answered</h1>
    <p>{error.message}</p>
  </div>
);
