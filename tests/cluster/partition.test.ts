// What do people notice when the network to a node breaks? The node lives on, and nobody is told.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Nodes } from "../../scripts/cluster/nodes.ts";
import { OpenSearchStore } from "../../src/store/opensearch/store.ts";
import { askUntil, expectKept, INDEX_SETTINGS, publishLetters, putUntil, refusedShare } from "./load.ts";
import { Network } from "./network.ts";
import { FOLDER } from "./setup.ts";

const KNOWN = 50;
const network = new Network(3);
const missing = await network.make();
if (missing) console.warn(`Network namespaces cannot be made here, so nothing is cut off: ${missing}`);

describe.skipIf(missing)("a cluster of three nodes, each in a network of its own", () => {
  const nodes = new Nodes({
    folder: FOLDER,
    name: "cut",
    addresses: network.addresses,
    prefix: (n) => network.prefix(n),
  });
  const options = { urls: nodes.urls, prefix: "cut", shards: 3, replicas: 1 };
  const store = new OpenSearchStore(options);

  beforeAll(async () => {
    await nodes.up();
    await publishLetters(store, KNOWN);
    await askUntil(AbortSignal.timeout(15_000), store, 4, KNOWN);
  });
  afterAll(async () => {
    await store.close();
    await nodes.down({ wipe: true });
    await network.remove();
  });

  it("answers on once the majority has formed without its manager, and writes once what timed out", async () => {
    const writer = await store.write(INDEX_SETTINGS, { rebuild: false });
    const stop = new AbortController();
    const putting = putUntil(stop.signal, writer, KNOWN);
    await sleep(2_000);
    const manager = await nodes.manager();
    await network.cut(manager);
    const majority = nodes.all.filter((n) => n !== manager);
    await vi.waitFor(
      async () => {
        const healths = await Promise.all(majority.map((n) => nodes.health(n)));
        expect(healths.map((health) => health?.number_of_nodes)).toEqual([2, 2]);
      },
      { timeout: 60_000, interval: 500 },
    );
    const tally = await askUntil(AbortSignal.timeout(20_000), store, 16, KNOWN);
    await network.heal(manager);
    await nodes.whole();
    stop.abort();
    const acknowledged = await putting;
    console.log({ ...tally, acknowledged: acknowledged.length });
    await expectKept(writer, options, acknowledged);
    expect(tally.wrong).toBe(0);
    expect(refusedShare(tally)).toBeLessThanOrEqual(0.005);
  });
});
