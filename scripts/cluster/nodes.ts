// How do three real OpenSearch nodes run on this machine?
// Their jars come from Maven Central once; each node is a process of its own, with its process id in a file.
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { AskwireError } from "../../src/errors.ts";
import { homePath } from "../../src/home.ts";

const run = promisify(execFile);
const SOURCES = homePath("scripts/cluster");

/** What a node starts with: 512 MB of heap are enough to try out 200,000 passages. */
const JVM = [
  ...["-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=128m"],
  "-XX:TieredStopAtLevel=1",
  `-Dlog4j2.configurationFile=file:${join(SOURCES, "log4j2.properties")}`,
  "-Dopensearch.set.netty.runtime.available.processors=false",
];
/** How long three nodes may take to find each other, ms: about 25 s on two quiet cores. */
const START_WITHIN = 180_000;
/** How long a node may take to end by itself, ms. */
const STOP_WITHIN = 20_000;

export interface NodesOptions {
  /** Jars, data and logs; made where it is missing. */
  readonly folder: string;
  /** Name of the cluster: its nodes' data are in folders of that name and their number. */
  readonly name?: string;
  /** One a node; by default three times this machine. */
  readonly addresses?: readonly string[];
  /** Words before the command of node n, for example to run it in a network namespace of its own. */
  readonly prefix?: (n: number) => string[];
}

export class Nodes {
  private readonly folder: string;
  private readonly addresses: readonly string[];

  constructor(private readonly options: NodesOptions) {
    this.folder = resolve(options.folder);
    this.addresses = options.addresses ?? ["127.0.0.1", "127.0.0.1", "127.0.0.1"];
  }

  get all(): number[] {
    return this.addresses.map((_, n) => n);
  }

  get urls(): string[] {
    return this.addresses.map((address, n) => `http://${address}:${9200 + n}`);
  }

  /** Starts every node that is not running, and waits until they are one cluster. */
  async up(): Promise<void> {
    await this.install();
    for (const n of this.all) await this.start(n);
    await this.whole();
  }

  /** Ends every node. Their data stays unless `wipe` is set. */
  async down({ wipe = false } = {}): Promise<void> {
    await Promise.all(this.all.map((n) => this.stop(n, "SIGTERM")));
    if (wipe) await Promise.all(this.all.map((n) => rm(this.home(n), { recursive: true, force: true })));
  }

  async start(n: number): Promise<void> {
    if (await this.pid(n)) return;
    await mkdir(this.home(n), { recursive: true });
    const log = await open(join(this.home(n), "log"), "a");
    const jars = `${join(this.folder, "classes")}:${join(this.folder, "lib")}/*`;
    const java = ["java", ...JVM, "-cp", jars, "Node", String(n), this.home(n), this.addresses.join(",")];
    const [command, ...args] = [...(this.options.prefix?.(n) ?? []), ...java];
    const child = spawn(command, args, { detached: true, stdio: ["ignore", log.fd, log.fd] });
    child.unref();
    await writeFile(join(this.home(n), "pid"), String(child.pid));
    await log.close();
  }

  /** Sends the signal and waits until the process is gone. */
  async stop(n: number, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const pid = await this.pid(n);
    if (!pid) return;
    process.kill(pid, signal);
    const until = Date.now() + STOP_WITHIN;
    while (await this.pid(n)) {
      if (Date.now() > until) process.kill(pid, "SIGKILL");
      await sleep(100);
    }
  }

  /** Process id of node n; null where it does not run. A process that only has the same number is not it. */
  async pid(n: number): Promise<number | null> {
    const pid = Number(await readFile(join(this.home(n), "pid"), "utf8").catch(() => "0"));
    if (!pid) return null;
    const { stdout } = await run("ps", ["-ww", "-o", "stat=,command=", "-p", String(pid)]).catch(() => ({
      stdout: "",
    }));
    return stdout.includes(this.home(n)) && !stdout.startsWith("Z") ? pid : null;
  }

  /** Waits until all nodes are one cluster, with every copy of every shard in its place. */
  async whole(): Promise<void> {
    const until = Date.now() + START_WITHIN;
    while (!(await this.isWhole())) {
      for (const n of this.all)
        if (Date.now() > until || !(await this.pid(n)))
          throw new AskwireError(`Node ${n} did not join the cluster; its log ${join(this.home(n), "log")} says why.`);
      await sleep(500);
    }
  }

  private async isWhole(): Promise<boolean> {
    const healths = await Promise.all(this.all.map((n) => this.health(n)));
    return healths.every((health) => health?.status === "green" && health.number_of_nodes === this.addresses.length);
  }

  /** As node n sees the cluster; null where it does not answer. */
  async health(n: number): Promise<{ status: string; number_of_nodes: number } | null> {
    try {
      const answer = await fetch(`${this.urls[n]}/_cluster/health`, { signal: AbortSignal.timeout(2_000) });
      return answer.ok ? ((await answer.json()) as { status: string; number_of_nodes: number }) : null;
    } catch {
      return null;
    }
  }

  /** Number of the node that manages the cluster now. */
  async manager(): Promise<number> {
    for (const url of this.urls) {
      const answer = await fetch(`${url}/_cat/cluster_manager?h=node`, { signal: AbortSignal.timeout(2_000) }).catch(
        () => null,
      );
      if (answer?.ok) return Number((await answer.text()).trim().replace("node-", ""));
    }
    throw new AskwireError("No node of the cluster answers; start it with `npm run cluster -- up`.");
  }

  private home(n: number): string {
    return join(this.folder, `${this.options.name ?? "node"}-${n}`);
  }

  /** Fetches the jars and compiles Node.java, unless that has been done for these very sources. */
  private async install(): Promise<void> {
    const { folder } = this;
    const sources = await Promise.all(["pom.xml", "Node.java"].map((name) => readFile(join(SOURCES, name))));
    const stamp = createHash("sha256").update(Buffer.concat(sources)).digest("hex");
    const done = join(folder, "installed");
    if (existsSync(done) && (await readFile(done, "utf8")) === stamp) return;
    await mkdir(folder, { recursive: true });
    await tool("mvn", [
      "-q",
      "-B",
      "-f",
      join(SOURCES, "pom.xml"),
      "generate-resources",
      `-Dlib=${join(folder, "lib")}`,
    ]);
    await tool("javac", ["-cp", join(folder, "lib", "*"), "-d", join(folder, "classes"), join(SOURCES, "Node.java")]);
    await writeFile(done, stamp);
  }
}

const NEEDED = { mvn: "Maven 3", javac: "a Java 17 development kit" } as const;

async function tool(name: keyof typeof NEEDED, args: readonly string[]): Promise<void> {
  try {
    await run(name, args);
  } catch (error) {
    const { code, stdout, stderr } = error as NodeJS.ErrnoException & { stdout?: string; stderr?: string };
    if (code === "ENOENT")
      throw new AskwireError(
        `The cluster for trying out needs ${NEEDED[name]}, and there is no ${name} here: install it.`,
      );
    throw new AskwireError(`${name} failed: ${`${stdout}${stderr}`.trim().split("\n").slice(0, 3).join(" ")}`);
  }
}
