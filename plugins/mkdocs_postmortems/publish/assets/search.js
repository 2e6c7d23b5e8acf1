// Starts the search: in the lists of incidents, and in the theme's header, where the theme has none of its own there.
// Without it, or from a disk, whose files a browser does not load, the lists stay as they are.
(() => {
  const here = document.currentScript.src
  const load = (name) => import(new URL(`modules/${name}.js`, here))

  function start() {
    if (location.protocol === "file:") return document.documentElement.classList.add("pm-no-search")
    const list = document.querySelector("[data-pm-archive]")
    const header = document.querySelector(".md-header__inner")
    const others = document.querySelector("[data-md-component=search]")
    if (list) load("list").then(({ startList }) => startList(list))
    if (header && !others) load("header").then(({ startHeader }) => startHeader(header))
  }

  if (window.document$) window.document$.subscribe(start)
  else start()
})()
