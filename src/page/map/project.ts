// Where on a plane does each passage stand, so that near ones are close?
// UMAP lays out at most a thousand of them, evenly taken; the others stand among the ones they are nearest to.
import { UMAP } from "umap-js";
import { dot } from "../../embedding/dot.ts";
import { seededRandom } from "../../seeded-random.ts";

/** Passages that UMAP lays out; it needs seconds for a thousand, and minutes for ten thousand. */
const LANDMARKS = 1000;
const NEIGHBOURS = 12;
const EPOCHS = 300;
/** Landmarks among which one of the others stands, and how fast (in cosine) their pull falls off. */
const AMONG = 3;
const FALL_OFF = 0.05;
/** Every so many landmarks one stands for those near it; only the groups nearest to a passage are searched. */
const GROUP = 32;
const GROUPS_SEARCHED = 4;

/** `vectors`: unit length, one after the other. x and y of each in turn, both from 0 to 1; always the same ones. */
export function project(vectors: Float32Array, dimensions: number, most = LANDMARKS): Float32Array {
  const count = vectors.length / dimensions;
  const rows = Array.from({ length: count }, (_, at) => vectors.subarray(at * dimensions, (at + 1) * dimensions));
  const step = Math.max(1, count / most);
  const landmarks = rows.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  const laidOut = layOut(landmarks).map((place, at) => ({ row: landmarks[at], place }));
  const groups = grouped(laidOut);
  return intoUnitSquare(rows.map((row) => placeAmong(row, groups)));
}

type Point = readonly [x: number, y: number];

interface Landmark {
  readonly row: Float32Array;
  readonly place: Point;
}

interface Group {
  /** Of the landmark that the others are near to. */
  readonly row: Float32Array;
  readonly members: Landmark[];
}

function layOut(rows: readonly Float32Array[]): Point[] {
  // Fewer than this have no neighbourhood to keep.
  if (rows.length < 4) return rows.map((_, at) => [at, 0]);
  const umap = new UMAP({
    nNeighbors: Math.min(NEIGHBOURS, rows.length - 1),
    nEpochs: EPOCHS,
    minDist: 0.2,
    random: seededRandom(1),
  });
  return umap.fit(rows.map((row) => Array.from(row))).map(([x, y]) => [x, y]);
}

function grouped(landmarks: readonly Landmark[]): Group[] {
  const groups = landmarks.filter((_, at) => at % GROUP === 0).map(({ row }) => ({ row, members: [] as Landmark[] }));
  for (const landmark of landmarks) nearest(landmark.row, groups, 1)[0].member.members.push(landmark);
  return groups;
}

function placeAmong(row: Float32Array, groups: readonly Group[]): Point {
  const searched = nearest(row, groups, GROUPS_SEARCHED).flatMap(({ member }) => member.members);
  const own = searched.find((landmark) => landmark.row === row);
  if (own) return own.place;
  const around = nearest(row, searched, AMONG);
  let [x, y, total] = [0, 0, 0];
  for (const { member, cosine } of around) {
    const pull = Math.exp((cosine - around[0].cosine) / FALL_OFF);
    x += pull * member.place[0];
    y += pull * member.place[1];
    total += pull;
  }
  return [x / total, y / total];
}

function nearest<T extends { row: Float32Array }>(row: Float32Array, among: readonly T[], count: number) {
  const best: { member: T; cosine: number }[] = [];
  for (const member of among) {
    const cosine = dot(row, member.row);
    if (best.length === count && cosine <= best[count - 1].cosine) continue;
    best.push({ member, cosine });
    best.sort((a, b) => b.cosine - a.cosine);
    best.length = Math.min(best.length, count);
  }
  return best;
}

function intoUnitSquare(points: readonly Point[]): Float32Array {
  const placed = new Float32Array(2 * points.length);
  for (const axis of [0, 1] as const) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const point of points) {
      low = Math.min(low, point[axis]);
      high = Math.max(high, point[axis]);
    }
    points.forEach((point, at) => {
      placed[2 * at + axis] = high > low ? (point[axis] - low) / (high - low) : 0.5;
    });
  }
  return placed;
}
