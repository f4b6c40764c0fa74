// Names for what the theme leaves unnamed, and Escape for tooltips. The page is whole without this.
document.querySelector(".md-search")?.setAttribute("aria-label", "Search");

// Heard alone, the number of a mark does not say what it opens.
for (const mark of document.querySelectorAll(".footnote-ref"))
  mark.setAttribute("aria-label", `Evidence ${mark.textContent}`);

// The theme searches anew at each key, and words that are pasted or dictated come without one.
const query = document.querySelector(".md-search__input");
query?.addEventListener("input", () => query.dispatchEvent(new KeyboardEvent("keyup")));

// A list of events shows the kinds that are ticked, and says how many that leaves.
const filter = document.querySelector(".filter");
const showTicked = () => {
  const kinds = new Set(Array.from(filter.querySelectorAll(":checked"), (box) => box.value));
  const events = [...document.querySelectorAll(".happening")];
  for (const event of events) event.hidden = !kinds.has(event.dataset.kind);
  for (const year of document.querySelectorAll(".year"))
    year.hidden = !year.querySelector(".happening:not([hidden])");
  const shown = events.filter((event) => !event.hidden);
  filter.querySelector("output").value = `${shown.length} of ${events.length} shown`;
};
filter?.addEventListener("change", showTicked);
// Browsers keep what was ticked when a reader comes back.
addEventListener("pageshow", () => filter?.querySelector("input:not(:checked)") && showTicked());

// A finger opens the evidence in place; it has no other way to point at a mark.
document.addEventListener("click", (event) => {
  if (event.pointerType === "touch" && event.target.closest(".footnote-ref")) event.preventDefault();
});

// The theme makes a dialog for each footnote that is pointed at or has focus.
new MutationObserver((changes) => {
  for (const change of changes)
    for (const node of change.addedNodes)
      if (node.role === "dialog" || node.role === "tooltip") node.setAttribute("aria-label", "Evidence");
}).observe(document.body, { childList: true, subtree: true });

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelector(".acts details[open] > summary")?.focus();
  closeCites();
  const mark = document.activeElement;
  if (mark?.matches(".footnote-ref")) mark.blur();
  for (const tip of document.querySelectorAll(".md-tooltip2--active")) tip.classList.remove("md-tooltip2--active");
});

// A table that is wider than the screen can be scrolled with the keyboard.
for (const box of document.querySelectorAll(".md-typeset__scrollwrap"))
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Table");
  }

// A report names the statement and its present words.
for (const link of document.querySelectorAll(".acts .report")) {
  const claim = link.closest("[id]");
  const words = claim.querySelector("p").cloneNode(true);
  for (const other of words.querySelectorAll("sup, .ev")) other.remove();
  const form = new URL(link.href);
  form.searchParams.set("claim", claim.id);
  form.searchParams.set("page-says", words.textContent.trim());
  link.href = form;
}

// What is to be cited, and the address of a statement, are copied with one act.
const copy = (button, text) => {
  const said = button.textContent;
  navigator.clipboard?.writeText(text).then(() => {
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = said), 2000);
  });
};
const closeCites = (but) => {
  for (const open of document.querySelectorAll(".acts details[open]")) if (open !== but) open.open = false;
};
document.addEventListener("toggle", ({ target }) => {
  const box = target.open && target.querySelector(".acts ul");
  if (!box) return;
  closeCites(target);
  if (box.querySelector("button")) return;
  const text = Array.from(box.querySelectorAll("li:not(.files)"), (one) => one.textContent).join("\n");
  const button = document.createElement("button");
  button.textContent = "Copy";
  button.addEventListener("click", () => copy(button, text));
  box.firstElementChild.prepend(button);
}, true);
document.addEventListener("click", ({ target }) => {
  if (!target.closest(".acts details")) closeCites();
  if (target.matches(".permalink")) copy(target, target.href);
});
