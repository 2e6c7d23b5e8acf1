/* Enhancements of a report's page, which is complete without them: times in the reader's own zone, action items overdue
   as of the reader's day, links between drawing and list, and links to single events. */

(() => {
  "use strict"

  const ZONE = "postmortems:own-zone"

  /** Read or write a reader's choice. Does nothing in a browser without storage. */
  const remembered = (value) => {
    try {
      if (value !== undefined) localStorage.setItem(ZONE, value)
      return localStorage.getItem(ZONE) === "yes"
    } catch {
      return value === "yes"
    }
  }

  const clock = (locale, seconds) =>
    new Intl.DateTimeFormat(locale, {
      hour: "2-digit",
      minute: "2-digit",
      second: seconds ? "2-digit" : undefined,
      hourCycle: "h23",
    })

  /** Add a button that switches all times between the report's zone and the reader's, if the two differ. */
  function offerOwnZone(report) {
    const period = report.querySelector("[data-pm-start]")
    if (!period) return
    const { pmLocale: locale, pmOwnZone: label, pmOwnZoneTitle: title } = report.dataset
    const name = Intl.DateTimeFormat().resolvedOptions().timeZone
    const times = [...report.querySelectorAll(".pm-time time")]
    const places = times.map((element) => ({ element, text: element.textContent, own: ownTime(element, locale) }))
    const start = clock(locale).format(new Date(period.dataset.pmStart))
    if (period.textContent.includes(start) && places.every((place) => place.text === place.own)) return
    places.push({ element: period, text: period.textContent, own: ownPeriod(period, locale) })
    const button = document.createElement("button")
    button.type = "button"
    button.className = "pm-zone"
    button.textContent = label
    button.title = title.replace("{zone}", name)
    const zone = report.querySelector(".pm-period abbr")
    const written = zone.textContent
    const short = zoneAt(new Date(period.dataset.pmStart), locale)
    const days = ownDays(report, locale)
    const note = document.createElement("p")
    note.className = "pm-caption"
    note.textContent = report.dataset.pmDrawingZone.replace("{zone}", written)
    report.querySelector(".pm-drawing")?.after(note)
    const show = (own) => {
      button.setAttribute("aria-pressed", String(own))
      for (const place of places) place.element.textContent = own ? place.own : place.text
      for (const day of days) day.element.textContent = own ? day.own : day.text
      zone.textContent = own ? short : written
      note.hidden = !own
    }
    button.addEventListener("click", () => {
      const own = button.getAttribute("aria-pressed") !== "true"
      remembered(own ? "yes" : "no")
      show(own)
    })
    zone.after(" ", button)
    show(remembered())
  }

  /** Return the short name of the reader's zone at a time, which keeps the header's line short. */
  function zoneAt(time, locale) {
    const parts = new Intl.DateTimeFormat(locale, { timeZoneName: "short" }).formatToParts(time)
    return parts.find(({ type }) => type === "timeZoneName").value
  }

  function ownPeriod(period, locale) {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", hourCycle: "h23" })
    const start = new Date(period.dataset.pmStart)
    const end = new Date(period.dataset.pmEnd || period.dataset.pmStart)
    return format.formatRange(start, end)
  }

  function ownTime(element, locale) {
    const about = element.textContent.startsWith("~") ? "~" : ""
    const seconds = element.textContent.split(":").length > 2
    return about + clock(locale, seconds).format(new Date(element.dateTime))
  }

  /** Show the reader's day above each event whose day differs from the previous one's, and at the start of each list. */
  function ownDays(report, locale) {
    const format = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" })
    const links = [...report.querySelectorAll(".pm-time")].filter((link) => link.querySelector("time"))
    const days = links.map((link) => format.format(new Date(link.querySelector("time").dateTime)))
    const several = new Set(days).size > 1 || report.querySelector("[data-pm-days]") !== null
    return links.map((link, place) => {
      let element = link.parentElement.querySelector(".pm-day")
      if (!element) {
        element = document.createElement("span")
        element.className = "pm-day"
        link.parentElement.prepend(element)
      }
      const isFirst = !link.closest(".pm-event").previousElementSibling // the heading above it gives the day in the report's zone
      const own = several && (isFirst || days[place] !== days[place - 1]) ? days[place] : ""
      return { element, text: element.textContent, own }
    })
  }

  /** Recompute the days overdue for the reader's day instead of the build's. */
  function countOverdue(report) {
    const now = new Date()
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
    const day = new Intl.DateTimeFormat(report.dataset.pmLocale, { dateStyle: "long" }).format(now).replaceAll(" ", "\u00a0")
    for (const cell of report.querySelectorAll("[data-pm-due]")) {
      const late = Math.round((today - Date.parse(cell.dataset.pmDue)) / 86400000)
      const words = report.dataset.pmOverdue.split("|")
      cell.classList.toggle("pm-late", late > 0)
      const count = late.toLocaleString(report.dataset.pmLocale)
      const text = words[late === 1 ? 0 : words.length - 1].replace("{n}", count)
      cell.querySelector(".pm-overdue").textContent = late > 0 ? ` · ${text}` : ""
    }
    for (const place of report.querySelectorAll("[data-pm-as-of]")) {
      place.textContent = place.dataset.pmAsOf.replace("{date}", day)
    }
  }

  /** Highlight an event in the drawing and in the list when either is pointed at, and link their circles to each other. */
  function joinDrawingAndList(report) {
    const drawing = report.querySelector(".pm-drawing")
    if (!drawing) return
    const marks = (hash) => [...drawing.querySelectorAll("a")].filter((mark) => mark.getAttribute("href") === hash)
    const light = (from, on) => {
      const hash = from.id ? `#${from.id}` : from.getAttribute("href")
      for (const mark of marks(hash)) mark.classList.toggle("pm-lit", on)
      if (!from.id) document.getElementById(hash.slice(1))?.classList.toggle("pm-lit", on)
    }
    const watched = [...drawing.querySelectorAll('a[href^="#event-"]'), ...report.querySelectorAll(".pm-event")]
    for (const element of watched) {
      for (const [name, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
        element.addEventListener(name, () => light(element, on))
      }
    }
    for (const circle of report.querySelectorAll(".pm-circle")) {
      const mark = () => marks(`#${circle.closest(".pm-event").id}`).find((each) => each.getClientRects().length)
      circle.addEventListener("click", () => setTimeout(() => mark()?.focus({ preventScroll: true })))
    }
  }

  /** Copy the link to an event when its time, which is that link, is clicked. */
  function copyLinks(report) {
    if (!navigator.clipboard) return
    const said = document.createElement("div")
    said.className = "pm-copied"
    said.setAttribute("role", "status")
    report.append(said)
    for (const link of report.querySelectorAll(".pm-time")) {
      link.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(link.href)
        } catch {
          return
        }
        said.textContent = report.dataset.pmCopied
        setTimeout(() => { said.textContent = "" }, 2000)
      })
    }
  }

  /** Open the fold around an event when the address or the drawing links to it. */
  function openFold() {
    const event = /^#event-\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1))
    const fold = event && event.closest("details")
    if (fold && !fold.open) {
      fold.open = true
      event.scrollIntoView()
    }
  }

  /** Add a button above the first fold that opens or closes all folds. The stylesheet keeps its place free. */
  function offerAll(report) {
    const folds = [...report.querySelectorAll(".pm-body .pm-fold")]
    if (folds.length < 2) return
    const first = folds[0].parentElement
    const button = document.createElement("button")
    button.type = "button"
    button.className = "pm-open-all"
    const areOpen = () => folds.every((fold) => fold.open)
    const show = () => { button.textContent = areOpen() ? first.dataset.pmCloseAll : first.dataset.pmOpenAll }
    button.addEventListener("click", () => {
      const open = !areOpen()
      for (const fold of folds) fold.open = open
    })
    for (const fold of folds) fold.addEventListener("toggle", show)
    show()
    first.prepend(button)
  }

  function start() {
    const report = document.querySelector(".pm-report")
    if (!report || report.dataset.pmReady) return
    report.dataset.pmReady = "yes"
    offerOwnZone(report)
    countOverdue(report)
    joinDrawingAndList(report)
    copyLinks(report)
    offerAll(report)
    openFold()
  }

  window.addEventListener("hashchange", openFold)
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll(".pm-fold:not([open])")) fold.open = true
  })
  // With "navigation.instant", Material swaps pages without loading them.
  if (window.document$) window.document$.subscribe(start)
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start)
  else start()
})()
