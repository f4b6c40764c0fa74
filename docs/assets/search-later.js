// Holds the theme's search, its index and the scripts that read it, until the reader turns to it.
if (document.querySelector(".md-search__input")) {
  const own = document.currentScript.src;
  const wanted = new Promise((resolve) => {
    for (const kind of ["focusin", "change"])
      document.addEventListener(kind, ({ target }) => {
        if (target.matches?.("[data-md-toggle=search], .md-search__input")) resolve();
      });
  });
  const helped = wanted.then(
    () =>
      new Promise((resolve) => {
        const script = document.createElement("script");
        script.onload = resolve;
        script.src = own.replace("search-later", "search");
        document.head.append(script);
      })
  );

  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    this.isIndex = String(address).includes("search/search_index.json");
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (!this.isIndex) return send.apply(this, body);
    wanted.then(() => send.apply(this, body));
  };

  window.Worker = class extends EventTarget {
    constructor() {
      super();
      this.helper = helped.then(
        () => new SearchHelper((data) => this.dispatchEvent(new MessageEvent("message", { data })))
      );
    }
    postMessage(message) {
      this.helper.then((helper) => helper.send(message));
    }
  };
}
