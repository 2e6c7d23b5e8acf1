// Starts the search in the lists of incidents, and in the theme's header if the theme has no search of its own there.
// Without scripts, or opened from a disk, where browsers load no modules, the lists stay as they are.
(() => {
  const here = new URL(document.currentScript.src)
  document.documentElement.dataset.pmSearch = "" // for `early.js`
  const load = (name) => import(new URL(`modules/${name}.js${here.search}`, here)) // of the same version

  function start() {
    if (location.protocol === "file:") return document.documentElement.classList.add("pm-no-search")
    const list = document.querySelector("[data-pm-archive]")
    const header = document.querySelector(".md-header__inner")
    const others = document.querySelector("[data-md-component=search]")
    if (list) load("list").then(({ startList }) => startList(list), () => list.classList.remove("pm-coming", "pm-asked", "pm-waiting"))
    if (header && !others) load("header").then(({ startHeader }) => startHeader(header))
  }

  if (window.document$) window.document$.subscribe(start)
  else start()
})()
