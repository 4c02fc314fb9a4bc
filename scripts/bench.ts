// npm run bench: how fast is it?
import { UsageError } from "../src/errors.ts";
import { benchCluster } from "./bench/cluster.ts";
import { benchHttp } from "./bench/http.ts";
import { benchIndexing } from "./bench/indexing.ts";
import { benchQuestion } from "./bench/question.ts";
import { commandLine, main, wholeNumber } from "./command.ts";

const HELP = `npm run bench -- [question | indexing | http | cluster] [options]

  question   (default) a whole question beside its bare embedding; npm start to the first answer
  indexing   passages a second beside the library's own pipeline, singly and in batches, on the same passages
  http       requests a second beside bare embedding, under load, past it, and of repeated questions
  cluster    a question in the cluster that ASKWIRE_OPENSEARCH_URL names beside the embedded store, over ever more passages

  --index DIR      question, cluster: with this index instead of the seeds
  --passages N     indexing: how many (default: 2000)
  --sizes N,N,...  cluster: passages, from few to many (default: 10000,50000,200000)
  --seconds N      http: how long each part takes (default: 10)
  -h, --help       this text`;

await main(async () => {
  const { values, positionals } = commandLine(HELP, {
    index: { type: "string" },
    passages: { type: "string", default: "2000" },
    sizes: { type: "string", default: "10000,50000,200000" },
    seconds: { type: "string", default: "10" },
  });
  const [what = "question"] = positionals;
  if (what === "question") await benchQuestion(values.index);
  else if (what === "indexing") await benchIndexing(wholeNumber("--passages", values.passages, 10, 1_000_000));
  else if (what === "http") await benchHttp(wholeNumber("--seconds", values.seconds, 1, 3600));
  else if (what === "cluster")
    await benchCluster(
      values.sizes.split(",").map((size) => wholeNumber("--sizes", size, 100, 10_000_000)),
      values.index,
    );
  else throw new UsageError(`There is no bench "${what}"; see --help.`);
  return 0;
});
