// What of a generation is kept in memory to search it, and how is it made from the tables?
// All of it can be made again at any time: the files save the time, and are refused when their checksums are wrong.
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { SETTINGS } from "../../settings.ts";
import { readArrayFile, writeArrayFile } from "./array-file.ts";
import { arraysOf, type Columns, columnsOf, deriveColumns } from "./columns.ts";
import type { Db } from "./database.ts";
import { VectorGraph } from "./graph.ts";

export interface Derived extends Columns {
  readonly graph: VectorGraph;
}

/** Where no graph can be taken over. */
export function emptyGraph(dimensions: number): VectorGraph {
  return VectorGraph.empty(dimensions, SETTINGS.index.graph);
}

/** Of a generation; `before` is what there is of the one before, or null. `graph` may hold some vectors already. */
export function derive(
  db: Db,
  generation: number,
  dimensions: number,
  graph = emptyGraph(dimensions),
  before: Columns | null = null,
): Derived {
  const columns = deriveColumns(db, generation, dimensions, before);
  return { ...columns, graph: updated(graph, columns.passageRows, columns.vectors, dimensions) };
}

function updated(graph: VectorGraph, rows: Int32Array, vectors: Float32Array, dimensions: number): VectorGraph {
  const kept = graph.retain(new Set(rows)) ? graph : emptyGraph(dimensions);
  rows.forEach((row, ordinal) => {
    if (!kept.has(row)) kept.add(row, vectors.subarray(ordinal * dimensions, (ordinal + 1) * dimensions));
  });
  return kept;
}

const arraysPath = (folder: string, generation: number) => join(folder, `generation-${generation}.arrays`);
const graphPath = (folder: string, generation: number) => join(folder, `generation-${generation}.hnsw`);

export async function saveDerived(folder: string, generation: number, derived: Derived): Promise<void> {
  const graph = await derived.graph.save(graphPath(folder, generation));
  await writeArrayFile(arraysPath(folder, generation), { meta: { graph }, arrays: arraysOf(derived) });
}

/** null where a file is missing or damaged. */
export async function loadDerived(folder: string, generation: number, dimensions: number): Promise<Derived | null> {
  const file = readArrayFile(arraysPath(folder, generation));
  if (!file) return null;
  const { graph: checksum } = file.meta as { graph: string };
  const columns = columnsOf(file.arrays);
  const path = graphPath(folder, generation);
  const graph = await VectorGraph.load(path, checksum, columns.passageRows, dimensions, SETTINGS.index.graph);
  return graph && { ...columns, graph };
}

/** Removes the files of the generations that `unwanted` says yes to. */
export async function removeDerived(folder: string, unwanted: (generation: number) => boolean): Promise<void> {
  for (const name of await readdir(folder)) {
    const generation = /^generation-(\d+)\./.exec(name)?.[1];
    if (generation && unwanted(Number(generation))) await rm(join(folder, name), { force: true });
  }
}
