// What do people notice when nodes die? The nodes are real, and killed for real.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Nodes } from "../../scripts/cluster/nodes.ts";
import type { Answer } from "../../src/search/answer.ts";
import { createApp } from "../../src/server/app.ts";
import { OpenSearchStore } from "../../src/store/opensearch/store.ts";
import { StandInEmbedder } from "../support/stand-in-embedder.ts";
import { askUntil, expectKept, INDEX_SETTINGS, publishLetters, putUntil, refusedShare, textOf } from "./load.ts";
import { newPlace } from "./place.ts";
import { FOLDER } from "./setup.ts";

const KNOWN = 100;

describe("a cluster of three nodes with one replica", () => {
  const nodes = new Nodes({ folder: FOLDER });
  const { options, remove } = newPlace();
  const store = new OpenSearchStore({ ...options, shards: 3 });

  beforeAll(async () => {
    await publishLetters(store, KNOWN);
    // As a cluster in use is: its code compiled, its caches filled.
    await askUntil(AbortSignal.timeout(20_000), store, 4, KNOWN);
  });
  afterAll(async () => {
    await nodes.up();
    await store.close();
    await remove();
  });

  it("answers on while its manager is killed, and loses nothing that was acknowledged", async () => {
    await nodes.whole();
    const writer = await store.write(INDEX_SETTINGS, { rebuild: false });
    const stop = new AbortController();
    const asking = askUntil(stop.signal, store, 16, KNOWN);
    const putting = putUntil(stop.signal, writer, KNOWN);
    await sleep(5_000);
    const manager = await nodes.manager();
    await nodes.stop(manager, "SIGKILL");
    await sleep(30_000);
    stop.abort();
    const [tally, acknowledged] = await Promise.all([asking, putting]);
    console.log({ ...tally, acknowledged: acknowledged.length });
    await nodes.start(manager);
    await nodes.whole();
    await expectKept(writer, options, acknowledged);
    expect(tally.wrong).toBe(0);
    expect(refusedShare(tally)).toBeLessThanOrEqual(0.005);
  });

  it("is told to be away within 3 s when it is stopped, and answers by itself when it is back", async () => {
    const app = createApp({ store, embedder: new StandInEmbedder() });
    let asked = 0;
    // Another each time: an answer that is remembered would say nothing about the cluster.
    const search = () => app.request(`/api/search?q=${encodeURIComponent(`${textOf(1)} again${asked++}`)}`);
    expect((await search()).status).toBe(200);
    await nodes.down();
    const started = performance.now();
    const refused = await search();
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await refused.json()).toMatchObject({ status: 503, detail: expect.stringContaining("does not answer") });
    expect((await app.request("/readyz")).status).toBe(503);
    await nodes.up();
    expect((await app.request("/readyz")).status).toBe(200);
    // Nodes that have just started are slow at first.
    const answered = await vi.waitFor(
      async () => {
        const answer = await search();
        expect(answer.status).toBe(200);
        return answer;
      },
      { timeout: 60_000, interval: 1_000 },
    );
    const { passages } = (await answered.json()) as Answer;
    expect(passages[0].source.path).toBe("letter-1.txt");
  });
});
