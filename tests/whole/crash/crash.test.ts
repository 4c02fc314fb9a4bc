import { expect, it } from "vitest";
import { crash } from "./crash.ts";

it("loses nothing and shows nothing half done when a run is killed", async () => {
  const { killed, kept } = await crash(6);
  expect(killed).toBeGreaterThan(0);
  expect(kept).toBeGreaterThan(0);
}, 120_000);
