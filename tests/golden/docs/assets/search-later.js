(() => {
  const send = XMLHttpRequest.prototype.send;
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    this.isIndex = String(address).includes("search/search_index.json");
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (!this.isIndex) return send.apply(this, body);
    const wanted = (event) => event.target.matches?.("[data-md-toggle=search], .md-search__input");
    const go = (event) => {
      if (!wanted(event)) return;
      for (const kind of ["focusin", "change"]) document.removeEventListener(kind, go);
      send.apply(this, body);
    };
    for (const kind of ["focusin", "change"]) document.addEventListener(kind, go);
  };
})();
