// The process that is killed: one indexing run with the stand-in embedder, which takes `delay` ms a passage.
// It says "begun" when the first article is done, and "done" at the end; a known error goes to stderr with status 1.
import { setTimeout } from "node:timers/promises";
import { AskwireError } from "../../../src/errors.ts";
import { indexFolder } from "../../support/index-folder.ts";
import { StandInEmbedder } from "../../support/stand-in-embedder.ts";

const [articles, index, delay] = process.argv.slice(2);

class SlowEmbedder extends StandInEmbedder {
  override async passage(sentences: readonly string[], title: string) {
    await setTimeout(Number(delay));
    return super.passage(sentences, title);
  }
}

try {
  let begun = false;
  const onProgress = () => {
    if (!begun) console.log("begun");
    begun = true;
  };
  await indexFolder(articles, index, new SlowEmbedder(), { onProgress });
  console.log("done");
} catch (error) {
  if (!(error instanceof AskwireError)) throw error;
  console.error(`${error.name}: ${error.message}`);
  process.exitCode = 1;
}
