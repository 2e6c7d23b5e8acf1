// Puts the search into the theme's header, on every page of a site whose theme has no search of its own there.
(() => {
  const module = new URL("modules/header.js", document.currentScript.src)

  function start() {
    const header = document.querySelector(".md-header__inner")
    const others = document.querySelector("[data-md-component=search]")
    if (header && !others && location.protocol !== "file:") import(module).then(({ startHeader }) => startHeader(header))
  }

  if (window.document$) window.document$.subscribe(start)
  else start()
})()
