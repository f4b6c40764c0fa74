// Answers the theme's search in place of its worker, which builds its own index of all words for seconds, and ranks
// pages that lack a word above those that have all. Readers and pages write one thing in many ways: they get one form.

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
  "a about all also am an and any are as at be because been but by can could did do does for from get got had has have he her him his how i if in into is it its let like may me might must my no nor not of off on or our own rather s say says she should since so some tell than that the their them then there these they this to too us was we were what when where which while who whom whose why will with would you your".split(
    " "
  )
);
const weighty = (text) => {
  const words = [...new Set(wordsOf(plain(text)))];
  const large = words.filter((word) => !SMALL.has(word));
  return large.length ? large : words;
};

const stem = (word) => {
  const bare = word.replace(/(?:ations?|ions?|ies|ing|ed|es|s|e|y)$/, "");
  return bare.length < 4 ? word : bare;
};

// The parts of pages: what each is called and what is told in it, as words with a space before and after.
const pages = [];
const parts = [];
const LINES = /<\/(?:p|li|h\d|tr|pre|blockquote|dt|dd)>/;
const linesOf = (html) =>
  html
    .replace(/<sup>\d+<\/sup>/g, "")
    .split(LINES)
    .map((line) => line.replace(/<[^>]*>/g, " ").trim())
    .filter(Boolean);
const spaced = (text) => ` ${fold(text).replace(/[^\p{L}\p{N}\n]+/gu, " ").replaceAll("\n", " \n ")} `;

const read = (docs) => {
  for (const [at, doc] of docs.entries()) {
    const page = pages.at(-1);
    const lines = linesOf(doc.text);
    if (!doc.location.includes("#")) {
      const page = { at, doc, lines, names: [doc.title, ...(doc.tags ?? [])] };
      pages.push(Object.assign(page, { page, parts: [page] }));
    } else if (at === page.at + 1 && !page.lines.length) {
      // The theme splits a page at its title if a trail stands above that.
      Object.assign(page, { lines, names: [...page.names, doc.title] });
    } else if (lines.length) {
      // A record that shares a page has below its heading what else it is called, which is no sentence.
      page.parts.push({ doc, lines, page, names: [doc.title, ...lines.slice(0, 1).filter((line) => !/[.!?…:]$/.test(line))] });
    }
  }
  parts.push(...pages.flatMap((page) => page.parts));
};
const prepare = async (docs) => {
  read(docs);
  for (let start = 0; start < parts.length; start += 250) {
    // Many are folded at once, since each of the spellings is looked for in all; then who types has a turn.
    const some = parts.slice(start, start + 250);
    const texts = some.flatMap(({ names, lines }) => {
      // "Article 3: Use of territory" is called so, and "Article 3", and "Use of territory".
      names.push(...names.filter((one) => one.includes(": ")).flatMap((one) => one.split(": ")));
      return [[...new Set(names)].join(" "), lines.join(" ").replace(/&#?\w+;/g, " ")];
    });
    const folded = spaced(texts.map((text) => text.replaceAll("\n", " ")).join("\n")).split("\n");
    some.forEach((part, at) => Object.assign(part, { called: folded[2 * at], told: folded[2 * at + 1] }));
    await new Promise((go) => setTimeout(go));
  }
};

// How many letters must change for one word to be the other; what is more than `most` is not counted on.
const apart = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length && Math.min(...row) <= most; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
    row = next;
  }
  return Math.max(row.at(-1), Math.min(...row));
};

// The words that begin in some way: by form, how often each stands in what parts are called, and below.
const standing = (begin) => {
  const forms = new Map();
  for (const part of parts)
    for (const field of ["called", "told"]) {
      const text = part[field];
      for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) {
        const form = text.slice(at + 1, text.indexOf(" ", at + 1));
        if (!forms.has(form)) forms.set(form, new Map());
        const there = forms.get(form);
        if (!there.has(part)) there.set(part, { called: 0, told: 0 });
        there.get(part)[field] += 1;
      }
    }
  return forms;
};
let all; // the words of all pages, for those that are misspelt

// The forms in which a word stands, each with its worth and its places: as it is typed, with another ending, as what
// begins so. A word that stands in none may be misspelt.
const formsOf = (word) => {
  const isWhole = /\d/.test(word) || word.length < 3;
  const found = standing(isWhole ? ` ${word} ` : ` ${stem(word)}`);
  const worth = (form) => {
    if (form === word) return 1;
    if (stem(form) === stem(word)) return 0.8;
    return form.startsWith(word) ? (found.has(word) ? 0.1 : 0.4) : 0;
  };
  const forms = new Map();
  for (const [form, there] of found) if (worth(form)) forms.set(form, { worth: worth(form), there });
  const most = word.length > 7 ? 2 : 1;
  if (forms.size || word.length < 5) return forms;
  all ??= new Set(parts.flatMap(({ called, told }) => `${called}${told}`.split(" ")));
  for (const form of all)
    if (apart(word, form, most) <= most)
      for (const [same, there] of standing(` ${form} `)) forms.set(same, { worth: 0.3, there });
  return forms;
};

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
// Which part of what something is called the question is, if the question stands in it whole.
const share = (part, asked, forms) => {
  part.words ??= part.names.map(weighty);
  const like = (at, one) => (one === asked[at] ? 1 : forms[at].get(one)?.worth >= 0.4 ? 0.9 : 0);
  const shares = part.words.map((words) => {
    const likes = asked.map((_, at) => Math.max(...words.map((one) => like(at, one))));
    return likes.every(Boolean) ? sum(likes) / words.length : 0;
  });
  return Math.max(...shares);
};

// A name of a page counts more than a heading on it, and that more than a sentence.
const NAME = 20;
const HEADING = 5;
const FEW = 10; // answers: beside fewer, what has less of the question is shown, too
const rank = (asked, forms) => {
  const found = new Map(); // by page and part, what each word counts there
  const rarity = asked.map((_, at) => {
    const there = new Set();
    for (const { worth, there: places } of forms[at].values())
      for (const [part, { called, told }] of places) {
        there.add(part.page);
        if (!found.has(part.page)) found.set(part.page, new Map());
        const parts = found.get(part.page);
        if (!parts.has(part)) parts.set(part, asked.map(() => ({ called: 0, told: 0 })));
        const count = parts.get(part)[at];
        count.called = Math.max(count.called, (worth * 1.2 * called) / (called + 0.2));
        count.told = Math.max(count.told, (worth * told) / (told + 1.2));
      }
    return Math.log(1 + pages.length / (1 + there.size));
  });
  // Which share of the question is there: a rare word counts more.
  const whole = (has) => sum(rarity.filter((_, at) => has(at))) / sum(rarity);
  const results = [...found].map(([page, parts]) => {
    const names = parts.get(page) ?? asked.map(() => ({ called: 0 }));
    let best = 0;
    for (const [part, counts] of parts) {
      const worth = counts.map(({ called, told }, at) => Math.max(NAME * names[at].called, HEADING * called) + told);
      const fit = 1 + 10 * share(part, asked, forms) ** 2;
      best = Math.max(best, sum(worth.map((one, at) => one * rarity[at])) * fit * whole((at) => worth[at]) ** 2);
    }
    const has = asked.map((_, at) => [...parts.values()].some((counts) => counts[at].called || counts[at].told));
    const told = new Map([...parts].map(([part, counts]) => [part, whole((at) => counts[at].told || (part !== page && counts[at].called))]));
    const part = whole((at) => has[at]);
    return { page, has, told, part, score: best * (page.doc.boost ?? 1) * part ** 2 };
  });
  // What has all words stands above what lacks one; what has only half of the question is no answer beside those.
  const all = results.filter(({ has }) => !has.includes(false));
  const less = results.filter(({ has, part }) => has.includes(false) && (part > 0.5 || all.length < FEW));
  const byScore = (one, other) => other.score - one.score;
  return [...all.sort(byScore), ...less.sort(byScore)];
};

// What the theme prints: words that were found are marked, and of a long text the lines that have most of them.
const LONGEST = 280;
const folded = new Map(); // words that were printed, since many are so again
const formsIn = (text) =>
  wordsOf(text).flatMap((word) => {
    if (!folded.has(word)) folded.set(word, wordsOf(fold(word)));
    return folded.get(word);
  });
const shown = (doc, lines, forms, words) => {
  const isFound = (word) => formsIn(word).some((form) => forms.some((all) => all.has(form)));
  const mark = (html) =>
    html.replace(/&#?\w+;|<[^>]*>|[\p{L}\p{N}\p{M}]+/gu, (piece) =>
      /^[&<]/.test(piece) || !isFound(piece) ? piece : `<mark>${piece}</mark>`
    );
  const counts = lines.map((line) => forms.filter((all) => formsIn(line).some((form) => all.has(form))).length);
  const most = Math.max(0, ...counts);
  const text = lines.filter((_, at) => counts[at] === most).slice(0, 2).map((line) => {
    const pieces = line.split(/\s+/);
    const first = Math.max(0, most ? pieces.findIndex(isFound) - 12 : 0);
    const begin = line.length > LONGEST ? first : 0;
    const cut = pieces.slice(begin).join(" ");
    const end = cut.length > LONGEST ? `${cut.slice(0, LONGEST).replace(/\s\S*$/, "")}…` : cut;
    return `<p>${begin ? "… " : ""}${mark(end)}</p>`;
  });
  return { ...doc, title: mark(doc.title), text: text.join(""), tags: undefined, terms: words };
};

// A page with the parts of it that have most of the words: the theme folds up those that score less than the first.
const DETAILED = 10; // pages; few readers look at more, which show how they begin
const FOLDED = 5; // parts that are shown when asked for
const opening = ({ lines, page }) => (lines.length ? lines : (page.parts[1]?.lines ?? []));
const item = ({ page, has, told }, asked, forms, score) => {
  const most = Math.max(0, ...told.values());
  const parts = [...told.keys()].filter((part) => part !== page && told.get(part));
  parts.sort((one, other) => told.get(other) - told.get(one));
  const isLead = !most || told.get(page) === most;
  const best = isLead ? [] : parts.filter((part) => told.get(part) === most).slice(0, 2);
  const rest = parts.filter((part) => !best.includes(part)).slice(0, FOLDED);
  const order = isLead ? [page, ...rest] : [...best, page, ...rest];
  const missing = Object.fromEntries(asked.filter((_, at) => !has[at]).map((word) => [word, false]));
  return order.map((part, at) => ({
    ...shown(part.doc, opening(part), forms, at ? {} : missing),
    score: best.includes(part) || part === page ? score : score - 0.5,
  }));
};

const begun = (page, score) => ({ ...page.doc, text: opening(page)[0] ?? "", tags: undefined, terms: {}, score });

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // the theme's kinds of messages
window.SearchHelper = class {
  constructor(answer) {
    this.answer = answer;
  }

  async send({ type, data }) {
    if (type === SETUP) {
      await prepare(data.docs);
      this.answer({ type: READY });
    } else if (type === QUERY) {
      const asked = weighty(data);
      const forms = asked.map(formsOf);
      // What is missing is said as it was typed.
      const typed = asked.map((word) => wordsOf(data).find((one) => fold(one) === word) ?? word);
      const results = rank(asked, forms);
      nothing.hidden = results.length > 0 || !asked.length;
      const items = results.map((result, at) =>
        at < DETAILED ? item(result, typed, forms, results.length - at) : [begun(result.page, results.length - at)]
      );
      this.answer({ type: RESULT, data: { items } });
    }
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
