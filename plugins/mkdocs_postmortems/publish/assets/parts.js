// Loads only the scripts that a page needs. Checks again when the theme swaps pages without loading them.
(() => {
  const PARTS = {
    "report.js": ".pm-report",
    "actions.js": "[data-pm-actions]",
    "marks.js": ":is(.pm-chart, .pm-timeline)",
  }
  const here = new URL(document.currentScript.src)
  const loaded = new Set()

  function start() {
    for (const [name, place] of Object.entries(PARTS)) {
      if (loaded.has(name) || !document.querySelector(place)) continue
      loaded.add(name)
      const script = document.createElement("script")
      script.src = new URL(name + here.search, here).href // of the same version
      document.head.append(script)
    }
  }

  if (window.document$) window.document$.subscribe(start)
  else start()
})()
