// A network of its own for each node, on one machine: namespaces of Linux, joined by a bridge. Only root can make them.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const BRIDGE = "askwire-br";
const ADDRESSES = "10.213.77";

export class Network {
  readonly addresses: readonly string[];

  constructor(private readonly nodes: number) {
    this.addresses = this.all.map((n) => `${ADDRESSES}.${10 + n}`);
  }

  /** Why there can be none here; null where it was made. */
  async make(): Promise<string | null> {
    try {
      await this.remove();
      await ip("link", "add", BRIDGE, "type", "bridge");
      await ip("address", "add", `${ADDRESSES}.1/24`, "dev", BRIDGE);
      await ip("link", "set", BRIDGE, "up");
      for (const n of this.all) await this.add(n);
      return null;
    } catch (error) {
      await this.remove();
      const { stderr, message } = error as Error & { stderr?: string };
      return (stderr || message).trim();
    }
  }

  async remove(): Promise<void> {
    for (const n of this.all) await ip("netns", "delete", space(n)).catch(() => {});
    await ip("link", "delete", BRIDGE).catch(() => {});
  }

  /** Words before a command that is to run where node n is. */
  prefix(n: number): string[] {
    return ["ip", "netns", "exec", space(n)];
  }

  /** From now on nothing that is sent to or from node n arrives, and nobody is told. */
  async cut(n: number): Promise<void> {
    await ip("link", "set", port(n), "nomaster");
  }

  async heal(n: number): Promise<void> {
    await ip("link", "set", port(n), "master", BRIDGE);
  }

  private get all(): number[] {
    return Array.from({ length: this.nodes }, (_, n) => n);
  }

  private async add(n: number): Promise<void> {
    await ip("netns", "add", space(n));
    await ip("link", "add", port(n), "type", "veth", "peer", "name", "eth0", "netns", space(n));
    await ip("link", "set", port(n), "master", BRIDGE, "up");
    await ip("-n", space(n), "address", "add", `${this.addresses[n]}/24`, "dev", "eth0");
    await ip("-n", space(n), "link", "set", "eth0", "up");
    await ip("-n", space(n), "link", "set", "lo", "up");
    // As production clusters are told to have it: a connection that is cut off is given up after seconds, not minutes.
    await ip("netns", "exec", space(n), "sysctl", "-qw", "net.ipv4.tcp_retries2=5");
  }
}

const space = (n: number) => `askwire-${n}`;
const port = (n: number) => `askwire-p${n}`;

async function ip(...words: string[]): Promise<void> {
  await run("ip", words);
}
