// Stands between the theme's search and its worker, since readers and pages write one thing in many ways.

// One form of all: no accents, one letter for those that keyboards tell apart, British spelling.
const LETTERS = { ي: "ی", ى: "ی", ك: "ک", ة: "ه", ı: "i", ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae", œ: "oe" };
const SPELLINGS = [
  [/(\w{3})iz(?=[aei])/g, "$1is"],
  [/\b(anal|paral)yz/g, "$1ys"],
  [/\b(behavi|col|endeav|fav|harb|hon|lab|neighb|rum)or(?=s?\b|ed|ing|hood)/g, "$1our"],
  [/\b(def|off|pret)ense/g, "$1ence"],
  [/\blicense/g, "licence"],
  [/\b(cent|lit|met|kilomet|theat)er(?=s?\b)/g, "$1re"],
  [/\bprogram(?=s?\b)/g, "programme"],
  [/\b(cance|fue|labe|mode|signa|trave)ll/g, "$1l"],
];
const fold = (text) =>
  SPELLINGS.reduce(
    (folded, [one, other]) => folded.replace(one, other),
    text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[يىكةıøłđßæœ]/g, (letter) => LETTERS[letter])
  );
const wordsOf = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

// "art3", "art. 3" and "article nineteen" are how readers name an article; they write a day in figures, too.
const NUMBERS =
  "- one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " "
  );
const TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ARTICLE = new RegExp(
  String.raw`\bart(?:icle)?s?[\s.]*(?:(\d+)|(${TENS.slice(2).join("|")})?[\s-]*(${NUMBERS.slice(1).join("|")})?)\b`,
  "g"
);
const numbered = (all, figures, ten, one) =>
  figures || ten || one
    ? `article ${figures ?? 10 * Math.max(TENS.indexOf(ten), 0) + Math.max(NUMBERS.indexOf(one), 0)}`
    : all;
const dated = (year, month, day) =>
  new Date(Date.UTC(year, month - 1, day)).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
const plain = (text) =>
  fold(text)
    .replace(/\b(\d{4})-(\d\d?)-(\d\d?)\b/g, (_, year, month, day) => dated(year, month, day))
    .replace(/\b(\d\d?)\.(\d\d?)\.(\d{4})\b/g, (_, day, month, year) => dated(year, month, day))
    .replace(ARTICLE, numbered)
    .replace(/['’]s\b/g, "")
    .toLowerCase();

// The words of a text that say what it is about; all of them if none does.
const SMALL = new Set(
  "a about after all also am an and any are as at be because been but by can could did do does for from get got had has have he her him his how i if in into is it its let like may me might must my no nor not of off on or our own rather say says she should since so some tell than that the their them then there these they this to too us was we were what when where which while who whom whose why will with would you your".split(
    " "
  )
);
const weighty = (text) => {
  const words = [...new Set(wordsOf(plain(text)))];
  const large = words.filter((word) => !SMALL.has(word));
  return large.length ? large : words;
};

const common = new Set(); // words that stand on so many pages that they tell none apart
const called = new Map(); // by address, the weighty words of all that a page or a part of it is called

// In the theme's syntax: a word as it stands counts most, then what begins with it, or with its stem.
const clauses = (word, isRough) => {
  if (/^\d+$/.test(word)) return [`${word}^8`];
  if (common.has(word)) return [word];
  const stem = word.replace(/(?:ations?|ions?|ies|ing|ed|es|s|e|y)$/, "");
  const begun = stem.length >= 4 && stem !== word ? [word, stem] : [word];
  return [`${word}^8`, ...begun, ...(isRough ? [`${word}~${word.length > 7 ? 2 : 1}`] : [])];
};
const ask = (words, rough = []) => words.flatMap((word) => clauses(word, rough.includes(word))).join(" ");

// Which part of what a page is called the question is, if the question stands in it whole.
const share = (address, asked) => {
  const begins = (word) => (one) => one === word || (one.startsWith(word) && !/\d/.test(word));
  const shares = called.get(address).map((words) => asked.every((word) => words.some(begins(word))) && asked.length / words.length);
  return Math.max(0, ...shares);
};

// The words of one text that the other has not.
const unlike = (one, other) => {
  const printed = new Set(wordsOf(other.toLowerCase()));
  return [...new Set(wordsOf(one))].filter((word) => !printed.has(word)).join(" ");
};

const prepare = ({ config, docs }) => {
  config.fields = { title: { boost: 20 }, names: { boost: 20 }, text: { boost: 1 }, folded: { boost: 1 } };
  config.separator = `[\\s\u200c\\-‐‑–—/.,:;!?()\\[\\]«»“”"‘’'…%]+`;
  let page;
  for (const doc of docs.splice(0)) {
    if (!doc.location.includes("#")) {
      page = doc;
      page.names = [doc.title, ...(doc.tags ?? [])];
    } else if (!page.text) {
      // The theme splits a page at its title if a trail stands above that; a result shows the first sentences.
      page.text = doc.text;
      page.names.push(doc.title);
      continue;
    }
    docs.push(doc);
  }
  const counts = new Map();
  for (const doc of docs) {
    doc.text = doc.text.replace(/<sup>\d+<\/sup>/g, "");
    const names = doc.names ?? [doc.title];
    const text = doc.text.replace(/<[^>]*>/g, " ");
    const folded = new Set(wordsOf(fold(text)));
    called.set(doc.location, names.map(weighty));
    doc.names = doc.names ? fold(names.join(" ")) : unlike(fold(doc.title), doc.title);
    doc.folded = unlike([...folded].join(" "), text);
    delete doc.tags;
    for (const word of folded) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  for (const [word, count] of counts) if (count > docs.length / 5) common.add(word);
};

const [SETUP, , QUERY, RESULT] = [0, 1, 2, 3]; // the theme's kinds of messages
window.SearchHelper = class {
  constructor(worker, answer) {
    this.worker = worker;
    this.answer = answer;
    this.asked = []; // questions that are not answered yet
    worker.addEventListener("message", ({ data }) => (data.type === RESULT ? this.sort(data) : answer(data)));
  }

  send({ type, data }) {
    if (type === QUERY) return this.ask(weighty(data));
    if (type === SETUP) prepare(data);
    this.worker.postMessage({ type, data });
  }

  ask(words, rough) {
    this.asked.push({ words, rough });
    this.worker.postMessage({ type: QUERY, data: ask(words, rough) });
  }

  sort(message) {
    const { words, rough } = this.asked.shift();
    const pages = message.data.items;
    const found = new Set(pages.flat().flatMap(({ terms }) => Object.keys(terms).filter((word) => terms[word])));
    // What stands nowhere may be misspelt: it is asked once more, roughly.
    const missing = words.filter((word) => word.length > 4 && !found.has(word));
    if (missing.length && !rough && !this.asked.length) return this.ask(words, missing);
    const worth = (page) => Math.max(...page.map(({ score, location }) => score * (1 + 10 * share(location, words) ** 2)));
    const worths = new Map(pages.map((page) => [page, worth(page)]));
    pages.sort((one, other) => worths.get(other) - worths.get(one));
    nothing.hidden = pages.length > 0 || !words.length;
    this.answer(message);
  }
};

// Where nothing is found, the tabs lead on.
const nothing = document.createElement("p");
nothing.className = "search-nothing";
nothing.hidden = true;
nothing.append("Try fewer words or another spelling, or look through ");
for (const tab of document.querySelectorAll(".md-tabs__link")) {
  const link = document.createElement("a");
  link.href = tab.href;
  link.textContent = tab.textContent.trim();
  nothing.append(link, " ");
}
document.querySelector(".md-search-result__meta")?.after(nothing);

// The question stands in the address while the search is open, so that it can be shared and comes back.
const field = document.querySelector(".md-search__input");
const toggle = document.querySelector("[data-md-toggle=search]");
const remember = () => {
  const address = new URL(location.href);
  if (toggle.checked && field.value) address.searchParams.set("q", field.value);
  else address.searchParams.delete("q");
  if (address.href !== location.href) history.replaceState(history.state, "", address);
};
field?.addEventListener("input", remember);
field?.form.addEventListener("reset", () => setTimeout(remember));
toggle?.addEventListener("change", remember);
