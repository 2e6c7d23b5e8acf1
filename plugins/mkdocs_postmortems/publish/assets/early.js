// Runs before the browser shows a list's page: `list.js` comes too late to reserve space, and the page would move under the reader.
// `pm-coming` says that a script will show the search and the filters; with these in the address, others than the results and
// the figures are hidden. From a disk, browsers load no modules, and the page stays as it is; so it does if
// `search.js`, which starts the list, could not be loaded either. The theme's instant navigation may run this after the list has
// started, which would then hide its results.
{
  const list = document.currentScript.parentElement
  if (location.protocol !== "file:" && !list.classList.contains("pm-ready")) {
    list.classList.add("pm-coming", ...(location.search ? ["pm-asked", "pm-waiting"] : []))
    addEventListener("load", () => {
      if (!("pmSearch" in document.documentElement.dataset)) list.classList.remove("pm-coming", "pm-asked", "pm-waiting")
    })
  }
}
