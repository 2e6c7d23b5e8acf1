// Runs before the browser shows a list's page: `list.js` comes too late to reserve space, and the page would move under the reader.
// `pm-coming` says that a script will show the search and the filters; with these in the address, others than the results and
// the figures are hidden. From a disk, browsers load no modules, and the page stays as it is.
if (location.protocol !== "file:") {
  document.currentScript.parentElement.classList.add("pm-coming", ...(location.search ? ["pm-asked", "pm-waiting"] : []))
}
