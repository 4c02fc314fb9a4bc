// npm run cluster: three OpenSearch nodes on this machine, for trying out.
import { UsageError } from "../src/errors.ts";
import { Nodes } from "./cluster/nodes.ts";
import { commandLine, main } from "./command.ts";

const HELP = `npm run cluster -- up|down|status [options]

Three real OpenSearch nodes on 127.0.0.1 (HTTP on ports 9200 to 9202, transport on 9300 to 9302), without TLS and
without passwords: for trying out and for tests only. Needs Java 17 and Maven; the first start fetches 60 MB of jars.

  up            start them, and wait until they are one cluster
  down          end them; what they hold stays
  status        say how they are
  --folder DIR  where jars, data and logs are kept (default: .cache/cluster)
  --wipe        with down: delete what they hold
  -h, --help    this text`;

await main(async () => {
  const { values, positionals } = commandLine(HELP, {
    folder: { type: "string", default: ".cache/cluster" },
    wipe: { type: "boolean", default: false },
  });
  const nodes = new Nodes({ folder: values.folder });
  switch (positionals.join(" ")) {
    case "up":
      await nodes.up();
      console.log(`The cluster is up.\nexport ASKWIRE_STORE=opensearch ASKWIRE_OPENSEARCH_URL=${nodes.urls.join(",")}`);
      return 0;
    case "down":
      await nodes.down({ wipe: values.wipe });
      return 0;
    case "status":
      return status(nodes);
    default:
      throw new UsageError("Say what to do: npm run cluster -- up|down|status.");
  }
});

/** 0 where every node answers. */
async function status(nodes: Nodes): Promise<number> {
  const healths = await Promise.all(nodes.all.map((n) => nodes.health(n)));
  for (const [n, health] of healths.entries()) {
    const state = health ? `${health.status}, sees ${health.number_of_nodes} nodes` : "does not answer";
    console.log(`node-${n}  ${nodes.urls[n]}  ${state}`);
  }
  return healths.every(Boolean) ? 0 : 1;
}
