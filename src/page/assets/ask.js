// @ts-check
// How does the page answer while a person types?
// The server makes all of the HTML; this asks it for the answer alone and puts that in place of the one before.

/** A pause in typing after which the question is asked, ms. */
const PAUSE = 250;
/** Fewest letters that are asked without Enter. */
const ENOUGH = 3;
/** Longest wait between two tries to reach a server that is gone, ms. */
const LONGEST_WAIT = 10_000;

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.ask"));
const box = /** @type {HTMLInputElement} */ (document.querySelector("#question"));
const section = /** @type {HTMLElement} */ (document.querySelector("#answer"));
const status = /** @type {HTMLElement} */ (document.querySelector("[role=status]"));

/** The request under way; a later one takes its place, so a late answer never replaces a newer one. */
let underWay = new AbortController();
/** @type {ReturnType<typeof setTimeout> | undefined} Until what is typed is asked. */
let soon;
/** @type {ReturnType<typeof setTimeout> | undefined} Until what was asked is asked again. */
let again;
/** What was asked last, as the address has it. */
let asked = location.search;
/** Whether the address is one to come back to; what is half typed is not. */
let settled = true;

form.addEventListener("input", () => {
  clearTimeout(soon);
  const length = box.value.trim().length;
  if (length === 0 || length >= ENOUGH) soon = setTimeout(() => askForm(false), PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  askForm(true);
});
addEventListener("popstate", () => {
  // A step to another place of the same answer asks nothing.
  if (location.search === asked) return;
  settled = true;
  const said = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("input")) field.value = said.get(field.name) ?? "";
  askServer(location.search);
});
lookAgain();

/** @param {boolean} settles */
function askForm(settles) {
  clearTimeout(soon);
  const said = new URLSearchParams();
  for (const field of form.querySelectorAll("input"))
    if (field.value.trim()) said.append(field.name, field.value.trim());
  const search = said.size > 0 ? `?${said}` : "";
  if (search !== asked) history[settled ? "pushState" : "replaceState"](null, "", `/${search}`);
  else if (!settles) return;
  settled = settles;
  askServer(search);
}

/**
 * @param {string} search
 * @param {number} [wait] ms until the next try if this one fails
 */
async function askServer(search, wait = 1000) {
  asked = search;
  clearTimeout(soon);
  clearTimeout(again);
  underWay.abort();
  underWay = new AbortController();
  const { signal } = underWay;
  section.ariaBusy = "true";
  try {
    const response = await fetch(`/answer${search}`, { signal });
    const html = response.headers.get("content-type")?.startsWith("text/html");
    if (!html) throw new Error(`The server cannot answer now (status ${response.status})`);
    show(await response.text());
  } catch (error) {
    if (signal.aborted) return;
    showGone(error instanceof TypeError ? "The server does not answer" : /** @type {Error} */ (error).message);
    again = setTimeout(() => askServer(search, Math.min(2 * wait, LONGEST_WAIT)), wait);
  }
}

/** @param {string} html */
function show(html) {
  section.innerHTML = html;
  section.ariaBusy = "false";
  say(section.querySelector("h1")?.textContent ?? "");
  document.title = box.value ? `${box.value} · Askwire` : "Askwire";
  lookAgain();
}

/** @param {string} what */
function showGone(what) {
  const notice = document.createElement("div");
  notice.className = "notice";
  for (const [name, text] of [
    ["h1", what],
    ["p", "Trying again until it does; your question stays."],
  ])
    notice.appendChild(document.createElement(name)).textContent = text;
  section.replaceChildren(notice);
  section.ariaBusy = "false";
  say(`${what}. Trying again.`);
}

/** @param {string} what is read out, once */
function say(what) {
  if (status.textContent !== what) status.textContent = what;
}

/** What is shown may ask to be looked at again, for instance while the index is being built. */
function lookAgain() {
  const seconds = Number(section.querySelector("[data-again]")?.getAttribute("data-again"));
  if (seconds) again = setTimeout(() => askServer(asked), 1000 * seconds);
}

addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const typing = target.matches("input, textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    box.select();
  }
  if (event.key === "Escape") {
    box.value = "";
    box.focus();
    askForm(true);
  }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event, target);
});

/**
 * Up and down walk from the box over the results, and back.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} from
 */
function walk(event, from) {
  const stops = [box, .../** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll(".results h2 a"))];
  const here = from.closest("li")?.querySelector("h2 a") ?? from;
  const at = stops.indexOf(/** @type {HTMLElement} */ (here));
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
