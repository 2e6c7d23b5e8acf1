// Starts the search and the filters on pages that list incidents. Without it, or from a disk, the lists stay as they are.
(() => {
  const module = new URL("modules/list.js", document.currentScript.src)

  function start() {
    const root = document.querySelector("[data-pm-archive]")
    if (root && location.protocol !== "file:") import(module).then(({ startList }) => startList(root))
  }

  if (window.document$) window.document$.subscribe(start)
  else start()
})()
