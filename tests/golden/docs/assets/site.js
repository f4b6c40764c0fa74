// Names for what the theme leaves unnamed, and Escape for tooltips. The page is whole without this.
document.querySelector(".md-search")?.setAttribute("aria-label", "Search");

// Heard alone, the number of a mark does not say what it opens.
for (const mark of document.querySelectorAll(".footnote-ref"))
  mark.setAttribute("aria-label", `Evidence ${mark.textContent}`);

// The theme searches anew at each key, and words that are pasted or dictated come without one.
const query = document.querySelector(".md-search__input");
query?.addEventListener("input", () => query.dispatchEvent(new KeyboardEvent("keyup")));

// The notes are laid out as soon as the rest is painted: to the foot of a page it is then one jump.
requestAnimationFrame(() => setTimeout(() => document.querySelector(".footnote")?.classList.add("whole")));

// A list shows the rows that have what is chosen, says how many that are, and opens what they lie in.
const filter = document.querySelector(".filter");
const narrow = () => {
  const chosen = [...filter.querySelectorAll("select")].filter((one) => one.value);
  const rows = [...document.querySelectorAll(".row")];
  for (const row of rows)
    row.hidden = !chosen.every(({ name, value }) => row.dataset[name].split(" ").includes(value));
  for (const group of document.querySelectorAll(".group")) {
    const shown = group.querySelectorAll(".row:not([hidden])").length;
    group.hidden = !shown;
    for (const closed of group.querySelectorAll("details")) {
      closed.open = chosen.length > 0;
      const count = closed.firstElementChild;
      count.dataset.all ??= count.textContent;
      count.textContent = chosen.length ? `${shown} of ${count.dataset.all}` : count.dataset.all;
    }
  }
  // What leads to a heading goes with it.
  for (const link of document.querySelectorAll(".years a, .md-nav--secondary .md-nav__link"))
    (link.closest("li") ?? link).hidden = !!document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest("[hidden]");
  const shown = rows.filter((row) => !row.hidden);
  filter.querySelector("output").value = `${shown.length} of ${rows.length} shown`;
};
filter?.addEventListener("change", narrow);
// Browsers keep what was chosen when a reader comes back.
addEventListener("pageshow", () => filter?.querySelector('option:checked:not([value=""])') && narrow());

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

// What shares a page with others has a record of its own, which the address may point at.
const edit = document.querySelector(".edit");
const leadToRecord = () => {
  const target = document.getElementById(location.hash.slice(1));
  // Not every browser opens what the place that an address names is folded up in.
  const closed = target?.closest("details:not([open])");
  if (closed) closed.open = true;
  const entry = target?.closest("[data-record]");
  if (entry) edit.href = edit.href.replace(/seeds\/.*/, entry.dataset.record);
};
addEventListener("hashchange", leadToRecord);
leadToRecord();

// A report names the statement and its present words.
for (const link of document.querySelectorAll(".acts .report")) {
  const words = link.closest(".claim, .position").querySelector("p").cloneNode(true);
  for (const other of words.querySelectorAll("sup, .ev")) other.remove();
  const form = new URL(link.href);
  // A statement that another page shows, too, is reported where it lives.
  const home = link.closest(".acts").querySelector(".permalink").getAttribute("href");
  const [page, claim] = new URL(home, form.searchParams.get("page")).href.split("#");
  form.searchParams.set("page", page);
  form.searchParams.set("claim", claim);
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
  // Elsewhere the link leads to where the statement lives.
  if (target.matches(".permalink[href^='#']")) copy(target, target.href);
});
