// @ts-check
// How is the map drawn, read and walked?
// Everything that stays is drawn once into a picture; the point that is read is drawn over it. So fifty thousand points
// cost as much while the pointer moves as fifty.

/** @typedef {{ passages: string[], articleOf: number[], places: number[] }} Points places: x and y in turn, 0 to 10,000 */

const RANGE = 10_000;
/** CSS pixels around the map, and around a point in which it is read. */
const MARGIN = 16;
const REACH = 24;
/** Until a map that is being drawn is asked for again, ms. */
const PAUSE = 500;
/** Squares along a side of the grid in which points are looked for. */
const GRID = 64;

const frame = /** @type {HTMLElement} */ (document.querySelector("#map"));
const canvas = /** @type {HTMLCanvasElement} */ (frame.querySelector("canvas"));
const stage = /** @type {HTMLElement} */ (frame.querySelector(".canvas"));
const glass = /** @type {HTMLElement} */ (frame.querySelector(".reading-glass"));
const paint = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
const picture = document.createElement("canvas");

const points = await fetchPoints();
/** Points that the question lights up, best first. */
const hits = (frame.dataset.hits ?? "")
  .split(" ")
  .map((id) => points.passages.indexOf(id))
  .filter((at) => at >= 0);
const grid = gridOf(points.places);
/** The point that is read; -1 for none. */
let current = -1;

// Observing begins with a first call.
new ResizeObserver(draw).observe(frame);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
canvas.addEventListener("pointermove", ({ offsetX, offsetY }) => read(nearestTo(offsetX, offsetY, REACH)));
canvas.addEventListener("click", ({ offsetX, offsetY }) => open(nearestTo(offsetX, offsetY, REACH)));
stage.addEventListener("focus", () => current < 0 && read(hits[0] ?? 0));
stage.addEventListener("keydown", walk);

/** @returns {Promise<Points>} */
async function fetchPoints() {
  glass.textContent = "The map is being drawn …";
  for (;;) {
    const response = await fetch("/map/points").catch(() => null);
    if (response?.status === 200) {
      glass.textContent = "Point at a passage to read it here, or walk with the arrow keys.";
      return response.json();
    }
    if (!response?.ok) glass.textContent = "The map cannot be had now. Trying again …";
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function draw() {
  // Hidden, for instance on paper.
  if (canvas.clientWidth === 0) return;
  const scale = devicePixelRatio;
  for (const each of [canvas, picture]) {
    each.width = canvas.clientWidth * scale;
    each.height = canvas.clientHeight * scale;
  }
  const context = /** @type {CanvasRenderingContext2D} */ (picture.getContext("2d"));
  context.scale(scale, scale);
  const size = Math.max(1.6, Math.min(5, 90 / Math.sqrt(points.passages.length)));
  for (let at = 0; at < points.passages.length; at++) {
    const [x, y] = placeOf(at);
    context.fillStyle = colourOf(points.articleOf[at], hits.length > 0 ? 0.45 : 0.85);
    context.beginPath();
    context.arc(x, y, size, 0, 2 * Math.PI);
    context.fill();
  }
  for (const at of hits) ring(context, at, size + 2);
  show();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} at
 * @param {number} radius
 */
function ring(context, at, radius) {
  const [x, y] = placeOf(at);
  context.fillStyle = colourOf(points.articleOf[at], 1);
  context.strokeStyle = getComputedStyle(canvas).color;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}

function show() {
  paint.setTransform(1, 0, 0, 1, 0, 0);
  paint.clearRect(0, 0, canvas.width, canvas.height);
  paint.drawImage(picture, 0, 0);
  paint.scale(devicePixelRatio, devicePixelRatio);
  if (current >= 0) ring(paint, current, 11);
}

/** @param {number} at */
async function read(at) {
  canvas.classList.toggle("over", at >= 0);
  if (at === current || at < 0) return;
  current = at;
  show();
  const response = await fetch(`/map/point/${points.passages[at]}`).catch(() => null);
  if (response?.ok && at === current) glass.innerHTML = await response.text();
}

/** @param {number} at */
async function open(at) {
  if (at < 0) return;
  await read(at);
  glass.querySelector("a")?.click();
}

/** @param {KeyboardEvent} event */
function walk(event) {
  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (event.key === "Enter") open(current);
  if (!(event.key in directions)) return;
  event.preventDefault();
  const [dx, dy] = directions[/** @type {keyof typeof directions} */ (event.key)];
  read(neighbour(dx, dy));
}

/**
 * The point that is nearest in a direction: what lies to the side counts twice.
 * @param {number} dx
 * @param {number} dy
 */
function neighbour(dx, dy) {
  const [x, y] = placeOf(Math.max(0, current));
  let best = { at: current, far: Number.POSITIVE_INFINITY };
  for (let at = 0; at < points.passages.length; at++) {
    const [px, py] = placeOf(at);
    const along = (px - x) * dx + (py - y) * dy;
    const aside = Math.abs((px - x) * dy) + Math.abs((py - y) * dx);
    if (along > 0.5 && along + 2 * aside < best.far) best = { at, far: along + 2 * aside };
  }
  return best.at;
}

/**
 * -1 where there is no point within reach.
 * @param {number} x CSS pixels
 * @param {number} y
 * @param {number} reach
 */
function nearestTo(x, y, reach) {
  const best = { at: -1, far: reach };
  const [fromColumn, fromRow] = cellOf(x - reach, y - reach);
  const [toColumn, toRow] = cellOf(x + reach, y + reach);
  for (let row = fromRow; row <= toRow; row++) {
    for (let column = fromColumn; column <= toColumn; column++) {
      for (const at of grid[row * GRID + column]) {
        const [px, py] = placeOf(at);
        const far = Math.hypot(px - x, py - y);
        if (far < best.far) Object.assign(best, { at, far });
      }
    }
  }
  return best.at;
}

/** @param {number[]} places */
function gridOf(places) {
  const cells = Array.from({ length: GRID * GRID }, () => /** @type {number[]} */ ([]));
  const cell = (/** @type {number} */ place) => Math.min(GRID - 1, Math.floor((place / RANGE) * GRID));
  for (let at = 0; at < places.length / 2; at++) cells[cell(places[2 * at + 1]) * GRID + cell(places[2 * at])].push(at);
  return cells;
}

/**
 * Column and row of the grid, within it.
 * @param {number} x
 * @param {number} y
 */
function cellOf(x, y) {
  const [width, height] = [canvas.clientWidth - 2 * MARGIN, canvas.clientHeight - 2 * MARGIN];
  const within = (/** @type {number} */ share) => Math.max(0, Math.min(GRID - 1, Math.floor(share * GRID)));
  return [within((x - MARGIN) / width), within((y - MARGIN) / height)];
}

/**
 * In CSS pixels.
 * @param {number} at
 */
function placeOf(at) {
  const [width, height] = [canvas.clientWidth - 2 * MARGIN, canvas.clientHeight - 2 * MARGIN];
  return [MARGIN + (points.places[2 * at] / RANGE) * width, MARGIN + (points.places[2 * at + 1] / RANGE) * height];
}

/**
 * As map/map-page.tsx has it.
 * @param {number} article
 * @param {number} alpha
 */
function colourOf(article, alpha) {
  return `hsl(${Math.round((article * 137.508) % 360)} 55% 50% / ${alpha})`;
}
