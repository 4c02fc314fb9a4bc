// May an index be written on with these settings?
import { IndexMismatchError } from "../errors.ts";
import type { IndexSettings } from "./store.ts";

const WHAT: Readonly<Record<keyof IndexSettings, string>> = {
  format: "format",
  model: "model",
  modelFingerprint: "model files",
  dimensions: "vector length",
  passageTokens: "passage length",
};

/** `where` is the index in words. @throws IndexMismatchError that says what differs. */
export function refuseOtherSettings(has: IndexSettings, wanted: IndexSettings, where: string): void {
  const differing = (Object.keys(WHAT) as (keyof IndexSettings)[]).filter((key) => has[key] !== wanted[key]);
  if (differing.length === 0) return;
  const shown = differing.filter((key) => key !== "modelFingerprint" || differing.length === 1);
  const differences = shown.map(
    (key) => `${WHAT[key]} ${String(has[key]).slice(0, 24)}, now ${String(wanted[key]).slice(0, 24)}`,
  );
  throw new IndexMismatchError(
    `The index ${where} was made with other settings (${differences.join("; ")}); index again with --rebuild, or go back to those settings.`,
  );
}
