// @ts-check
// How is a citation copied?

addEventListener("click", async (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button.copy");
  if (!(button instanceof HTMLButtonElement)) return;
  const { citation = "", link } = button.dataset;
  const text = link ? `${citation}, ${new URL(link, location.href)}` : citation;
  const said = document.createElement("output");
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = "Copied";
  } catch {
    // No clipboard without https or without leave: the person can select it.
    said.textContent = text;
  }
  button.parentElement?.querySelector("output")?.remove();
  button.after(said);
});
