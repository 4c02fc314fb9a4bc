// What does the thread do that lays out a map? One map, and ends.
import { parentPort, workerData } from "node:worker_threads";
import { project } from "./project.ts";

export interface MapTask {
  readonly vectors: Float32Array;
  readonly dimensions: number;
}

const { vectors, dimensions } = workerData as MapTask;
parentPort?.postMessage(project(vectors, dimensions));
