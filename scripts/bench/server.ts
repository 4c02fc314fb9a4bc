// A server in a process of its own, to be measured from outside.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

export interface MeasuredServer {
  readonly address: string;
  /** Ends it, as a person does. */
  stop(): Promise<void>;
}

/** Over the index in `index`, or of the seeds where there is none; it is ready. */
export async function startServer(index: string): Promise<MeasuredServer> {
  const args = ["scripts/run.mjs", "scripts/start.ts", "--index", index, "--port", "0"];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ASKWIRE_LOG: "error" },
  });
  // Also where what measures it ends by an error.
  process.once("exit", () => child.kill());
  const stop = async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /answers at (\S+)/.exec(line)?.[1];
    if (!address) continue;
    while (!(await fetch(`${address}/readyz`)).ok) await sleep(100);
    return { address, stop };
  }
  throw new Error("The server ended before it answered.");
}

/** Resident memory of the process, MB. */
export async function residentMegabytes(address: string): Promise<number> {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  return Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]) / 1e6);
}
