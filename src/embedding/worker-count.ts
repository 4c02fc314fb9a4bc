// How many threads may embed? As many as cores, where there is the memory.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** What an embedding thread takes, bytes: the model, its runtime and its heap, measured at 130 MB. */
const THREAD_MEMORY = 150e6;
/** What all else takes at least, bytes. */
const OTHER_MEMORY = 300e6;

/** At least one. Node 20 counts the cores that the process may run on, and knows nothing of a container's share of them. */
export function workerCount(
  cores = Math.min(availableParallelism(), coresOfContainer()),
  memory = process.constrainedMemory() || Number.POSITIVE_INFINITY,
): number {
  return Math.max(1, Math.floor(Math.min(cores, (memory - OTHER_MEMORY) / THREAD_MEMORY)));
}

/** The quota of control groups, version 2 or 1: time that may be used of each period. A share of a core counts as one. */
function coresOfContainer(): number {
  const [quota, period] = readWords("/sys/fs/cgroup/cpu.max") ?? [
    ...(readWords("/sys/fs/cgroup/cpu/cpu.cfs_quota_us") ?? []),
    ...(readWords("/sys/fs/cgroup/cpu/cpu.cfs_period_us") ?? []),
  ];
  const cores = Number(quota) / Number(period);
  return cores > 0 ? Math.ceil(cores) : Number.POSITIVE_INFINITY;
}

function readWords(path: string): string[] | null {
  try {
    return readFileSync(path, "utf8").trim().split(/\s+/);
  } catch {
    return null;
  }
}
