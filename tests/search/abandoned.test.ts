import { expect, it } from "vitest";
import { HungUp } from "../../src/search/deadline.ts";
import { ask } from "../../src/search/search.ts";
import { SmallIndex } from "../support/small-index.ts";

it("stops reading texts for a phrase when nobody waits for the answer any more", async () => {
  const index = await SmallIndex.make();
  const many = Array.from({ length: 300 }, (_, n) => [`${n}.txt`, `The ferry of the harbour sailed at ${n}.`]);
  await index.publish(Object.fromEntries(many));
  const filter = { sources: [], after: null, before: null, phrases: ["of the harbour"], without: [] };
  const question = { text: "ferry", limit: 1, filter };
  expect((await ask(index, question)).passages).toHaveLength(1);
  const gone = new AbortController();
  const embedder = {
    ...{ model: index.embedder.model, fingerprint: index.embedder.fingerprint },
    question: async (text: string) => {
      gone.abort(new HungUp());
      return index.embedder.question(text);
    },
  };
  const asked = ask({ store: index.store, embedder }, { ...question, signal: gone.signal });
  await expect(asked).rejects.toThrow(HungUp);
  await index.remove();
});
