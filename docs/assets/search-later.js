// Holds the theme's search, its index and the script that reads it, until the reader turns to it: 400 kB and more.
if (document.querySelector(".md-search__input")) {
  const wanted = new Promise((resolve) => {
    for (const kind of ["focusin", "change"])
      document.addEventListener(kind, ({ target }) => {
        if (target.matches?.("[data-md-toggle=search], .md-search__input")) resolve();
      });
  });

  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    this.isIndex = String(address).includes("search/search_index.json");
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (!this.isIndex) return send.apply(this, body);
    wanted.then(() => send.apply(this, body));
  };

  const Started = window.Worker;
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.started = wanted.then(() => new Started(address));
      this.started.then((worker) =>
        worker.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })))
      );
    }
    postMessage({ type, data }) {
      // To the search, signs that end a clause are a syntax or part of a word, and the s after an apostrophe is a word.
      const idle = /[?!:;,.()“”]+(?=\s|$)|(?<=^|\s)[(“]|['’]s(?=\s|$)/g;
      const asked = typeof data === "string" ? data.replace(idle, "") : data;
      this.started.then((worker) => worker.postMessage({ type, data: asked }));
    }
  };
}
