// A list of incidents: search as you type, facets with counts, and sorting. The address holds the whole state.

import { forgetArchives, openArchives, withArchives } from "./archives.js"
import { PAUSE, SLOW, appendExcerpt, appendText, chipsOf, marksOf, node, piecesOf, plain, spaced, speaker } from "./index.js"

const BATCH = 20
const SCREEN = 5 // results that are shown before the rest of the batch is loaded
const EVERY = "\ua66e" // a word in every report's record; an empty search would load the whole index
const KEPT = "pm-place:" // before the address of a list that a reader leaves: the name of what is kept of it
const ALL = "*" // in place of a facet's name
const FROM = "*from" // beside the facets that are filtered by: the first and the last month, such as `2026-03`
const TO = "*to"
const SORTS = {
  newest: { newest: "asc" },
  oldest: { newest: "desc" },
  longest: { longest: "asc" },
  severe: { severe: "asc" },
}
const NOTHING = { total: 0, next: async () => [] }
const PHASES = { u: "undetected", r: "responding", c: "recovering", d: "undetected-responding", m: "responding-recovering", w: "whole" }

let ending = new AbortController()
let isBack = performance.getEntriesByType("navigation")[0].type !== "navigate" // whether the next list that starts was shown before

addEventListener("popstate", () => { isBack = true }) // the theme swaps pages then, too

export function startList(root) {
  if (root.classList.contains("pm-ready")) return
  ending.abort() // stops the previous page's list, where the theme swaps pages without loading them
  ending = new AbortController()
  new List(root, ending.signal).start()
}

class List {
  constructor(root, signal) {
    this.root = root
    this.signal = signal
    this.index = new URL(root.dataset.index, location.href).href
    this.archive = new URL("../", this.index)
    this.here = new URL(root.dataset.here, location.href).href
    this.also = (root.dataset.also || "").split(" ").filter(Boolean).map((address) => new URL(address, this.archive).href)
    this.fixed = JSON.parse(root.dataset.fixed)
    this.own = this.total = Number(root.dataset.total)
    this.language = root.closest("[lang]").lang // of our texts: the page's language, or English
    this.say = speaker(JSON.parse(root.dataset.words), this.language)
    this.monthNames = new Intl.DateTimeFormat(this.language, { month: "short", year: "numeric", timeZone: "UTC" })
    this.form = this.find("find")
    this.input = this.form.elements.q
    this.cards = this.find("cards")
    this.count = this.find("count")
    this.sort = this.find("sort")?.querySelector("select")
    this.filters = this.find("filters")
    this.still = this.cards ? [...this.cards.children] : []
    this.turn = 0
    this.typing = false // whether the last entry in the history is text that is still being typed
    this.pause = 0
    this.place = null // where the reader was on this page before, until it is shown again
  }

  find(name) {
    return this.root.querySelector(`[data-pm-${name}]`)
  }

  on(target, event, handler, options = {}) {
    target?.addEventListener(event, handler, { signal: this.signal, ...options })
  }

  start() {
    if (!this.cards) return
    this.root.classList.add("pm-ready")
    for (const part of [this.form, this.find("sort"), this.filters]) part.hidden = false
    this.root.querySelectorAll("[data-pm-value]").forEach((row) => this.makeBox(row))
    this.fillRange()
    this.foldFacets()
    this.listen()
    this.readAddress()
    this.takePlace()
    for (const name of ["pm-asked", "pm-waiting"]) this.root.classList.toggle(name, !this.isPlain())
    if (!this.isPlain()) {
      this.count.textContent = ""
      this.show()
    } else if (this.also.length) this.open().catch(() => {}) // to list the values of the other archives, too
  }

  // State and address

  readAddress() {
    const wanted = new URLSearchParams(location.search)
    this.input.value = (wanted.get("q") || "").slice(0, this.input.maxLength)
    this.order = Object.hasOwn(SORTS, wanted.get("sort")) ? wanted.get("sort") : ""
    this.chosen = new Map()
    for (const facet of this.facets()) {
      const values = wanted.getAll(parameter(facet))
      if (values.length) this.chosen.set(facet, new Set(values))
    }
    for (const end of this.range ? [FROM, TO] : []) {
      const month = /^\d{4}-(0[1-9]|1[0-2])/.exec(wanted.get(parameter(end)))?.[0]
      if (month) this.chosen.set(end, new Set([month]))
    }
    this.root.querySelectorAll("[data-pm-value]").forEach((row) => {
      row.querySelector("input").checked = this.isChosen(facetOf(row), row.dataset.pmValue)
    })
  }

  writeAddress(push) {
    const wanted = new URLSearchParams()
    if (this.query()) wanted.set("q", this.query())
    for (const [facet, values] of this.chosen) for (const value of values) wanted.append(parameter(facet), value)
    if (this.order) wanted.set("sort", this.order)
    const address = location.pathname + (wanted.size ? `?${wanted}` : "")
    if (address === location.pathname + location.search) return
    if (push) history.pushState(history.state, "", address)
    else history.replaceState(history.state, "", address)
  }

  /** Keeps the number of results and the reader's place, because a browser cannot scroll to results that are not loaded. Not in the
   *  history's state: a browser may drop what a page writes there while it is left. */
  keepPlace() {
    if (!this.root.isConnected || this.isPlain()) return
    try {
      sessionStorage.setItem(KEPT + location.href, JSON.stringify({ shown: this.cards.children.length, top: scrollY }))
    } catch { /* the reader allows no storage */ }
  }

  /** Takes the kept place if the reader has come back to it, or has loaded the page again. */
  takePlace() {
    try {
      const place = JSON.parse(sessionStorage.getItem(KEPT + location.href))
      sessionStorage.removeItem(KEPT + location.href)
      if (isBack && !this.isPlain()) this.place = place
    } catch { /* there is none */ }
    isBack = false
  }

  /** Shows the results that the reader saw before, and scrolls to where they were. */
  async returnToPlace(turn) {
    const { shown, top } = this.place
    this.place = null
    const further = Math.min(shown - BATCH, this.left)
    if (further > 0) await this.append(further, turn)
    if (turn === this.turn) scrollTo({ top, behavior: "instant" })
  }

  query() {
    return this.input.value.trim()
  }

  facets() {
    return Array.from(this.root.querySelectorAll("[data-pm-facet]"), (facet) => facet.dataset.pmFacet)
  }

  isChosen(facet, value) {
    return Boolean(this.chosen.get(facet)?.has(value))
  }

  /** Returns a value for readers where nothing names its facet, as `value_title` in `texts/facets.py` does. */
  titleOf(facet, value) {
    if (facet === FROM || facet === TO) {
      const months = [FROM, TO].flatMap((end) => [...this.chosen.get(end) ?? []])
      const isFrom = (facet === FROM) === (months.length < 2 || months[0] <= months[1]) // the order of the ends does not matter
      return this.say(isFrom ? "filter_from" : "filter_to", { month: this.monthOf(value) })
    }
    const part = this.root.querySelector(`[data-pm-facet="${facet}"]`)
    const label = labelOf(part, value)
    return part.dataset.pmName ? this.say("named_value", { name: part.dataset.pmName, value: label }) : label
  }

  isPlain() {
    return !this.query() && !this.chosen.size && !this.order
  }

  choose(facet, value, wanted) {
    const values = this.chosen.get(facet) || new Set()
    if (wanted) values.add(value)
    else values.delete(value)
    if (values.size) this.chosen.set(facet, values)
    else this.chosen.delete(facet)
    for (const row of this.root.querySelectorAll("[data-pm-value]")) {
      if (facetOf(row) === facet && row.dataset.pmValue === value) row.querySelector("input").checked = wanted
    }
    this.changed()
  }

  clear() {
    this.input.value = ""
    this.clearFilters()
  }

  clearFilters() {
    this.chosen.clear()
    this.root.querySelectorAll("[data-pm-value] input").forEach((box) => { box.checked = false })
    this.changed()
    this.input.focus()
  }

  /** Applies a change, and adds a step to the browser's history. Letters typed in a row are one step. */
  changed(typed = false) {
    this.endPause()
    if (!this.root.isConnected) return // the page was swapped during the pause
    this.place = null
    this.writeAddress(!(typed && this.typing))
    this.typing = typed
    this.show()
  }

  beginPause() {
    this.endPause()
    this.pause = setTimeout(() => this.changed(true), PAUSE)
  }

  /** Ends the pause after typing. Returns whether there was one. */
  endPause() {
    clearTimeout(this.pause)
    const was = this.pause
    this.pause = 0
    return Boolean(was)
  }

  // Results

  async show() {
    const turn = ++this.turn
    this.showUsed()
    this.root.classList.toggle("pm-narrowed", !this.isPlain())
    if (this.isPlain()) return this.showStill()
    this.root.classList.add("pm-counting")
    clearTimeout(this.slow)
    this.slow = setTimeout(() => { this.count.textContent = this.say("searching") }, SLOW)
    try {
      await withArchives(this.index, this.also, (archives) => this.ask(archives, turn))
    } catch {
      if (turn === this.turn) this.showStill(this.say("search_failed"))
    }
  }

  async ask(archives, turn) {
    if (turn !== this.turn) return
    this.note(archives)
    await this.showFound(await archives.search(...this.question()), archives, turn)
    if (turn !== this.turn) return
    const counts = await this.countChoices(archives, turn) // after the results, which matter more
    if (counts) this.showCounts(counts)
    if (this.found === NOTHING && this.query()) await Promise.all([this.widen(archives, turn), this.offer(archives, turn)])
  }

  /** Opens this archive and those searched with it. */
  async open() {
    this.note(await openArchives(this.index, this.also))
  }

  /** Adds the facet values of other archives to the choices. */
  note({ filters }) {
    if (filters) this.addChoices(filters)
  }

  /** Returns the words of the query, the names of filters in it, and these filters: in `dns severity:1`, the facet values that
   *  have the word `1`. What names no value on this page stays a word. */
  words() {
    const filters = new Map()
    const names = []
    const query = this.query().replace(/(\p{L}[\p{L}\p{N}_-]*):("[^"]+"|[^\s"]+)/gu, (written, name, value) => {
      const facet = this.facetNamed(name)
      const values = facet ? valuesLike(facet, value) : []
      if (!values.length) return written
      const segment = facet.dataset.pmFacet
      filters.set(segment, [...filters.get(segment) || [], ...values])
      names.push(written)
      return ""
    })
    return { query: query.trim(), names, filters }
  }

  facetNamed(name) {
    const isNamed = (facet) => [facet.dataset.pmFacet, facet.querySelector("summary").textContent].some((each) => plain(each) === plain(name))
    return Array.from(this.root.querySelectorAll("[data-pm-facet]")).find(isNamed)
  }

  /** Returns the query for the index: the words and the filters, except those of one facet, or those chosen if `ALL`. */
  question(without) {
    const filters = { _kind: "report" }
    for (const [facet, value] of Object.entries(this.fixed)) filters[facet] = value
    const { query, filters: named } = this.words()
    const chosen = without === ALL ? new Map() : this.chosen
    for (const facet of new Set([...named.keys(), ...chosen.keys()])) {
      if (facet !== without) filters[facet] = { any: [...named.get(facet) || [], ...chosen.get(facet) || []] }
    }
    if (filters[FROM] || filters[TO]) filters.year = { any: this.monthsIn(filters) }
    delete filters[FROM]
    delete filters[TO]
    const order = SORTS[this.order] || (query ? undefined : SORTS.newest)
    return [query ? spaced(query) : EVERY, order ? { filters, sort: order } : { filters }]
  }

  /** Counts the incidents of each facet value, given the choices in the other facets. Returns `null` if the query has
   *  changed in the meantime. */
  async countChoices(archives, turn) {
    const found = new Map()
    const isFiltered = this.chosen.size || this.words().filters.size // so that another value of a facet in use may have results
    const isHopeless = this.found === NOTHING && !isFiltered
    for (const facet of this.facets()) {
      await new Promise((rest) => setTimeout(rest)) // lets the browser handle keys and clicks first
      if (turn !== this.turn) return null
      const counts = isHopeless ? {} : await archives.count(...this.question(facet))
      found.set(facet, counts[facet] || {})
    }
    return turn === this.turn ? found : null
  }

  showCounts(counts) {
    this.root.classList.remove("pm-counting")
    for (const row of this.root.querySelectorAll("[data-pm-value]")) {
      const count = counts ? counts.get(facetOf(row))[row.dataset.pmValue] || 0 : row.pmCount
      row.classList.toggle("pm-choice-none", !count)
      row.querySelector(".pm-choice-count").textContent = count.toLocaleString(this.language)
    }
    this.root.querySelectorAll("[data-pm-facet]:has(.pm-more)").forEach((facet) => this.arrange(facet))
  }

  /** Folds values without results before others. A facet in use stays as it is, so that no value moves when chosen. */
  arrange(facet) {
    const [shown, folded] = facet.querySelectorAll(".pm-choices")
    if (facet.contains(document.activeElement)) return
    facet.pmRows ??= [...facet.querySelectorAll("[data-pm-value]")]
    const isWanted = (row) => row.querySelector("input").checked || !row.classList.contains("pm-choice-none")
    const wanted = [...facet.pmRows].sort((one, other) => isWanted(other) - isWanted(one)).slice(0, shown.children.length)
    if (wanted.every((row) => row.parentElement === shown)) return
    for (const row of facet.pmRows) (wanted.includes(row) ? shown : folded).append(row)
  }

  showStill(message) {
    this.root.classList.remove("pm-asked")
    this.showCounts()
    this.replaceCards(this.still)
    this.showEnd(this.own, message)
    this.root.querySelectorAll("[data-pm-pages]").forEach((part) => { part.hidden = false })
    this.find("more").hidden = true
  }

  async showFound(found, archives, turn) {
    if (turn !== this.turn) return
    const first = await found.next(SCREEN)
    if (turn !== this.turn) return
    if (!found.total) found = NOTHING
    this.replaceCards(first.map((data) => this.makeCard(data)))
    const lacks = archives.missing ? "search_partial" : archives.isPartial && "search_incomplete"
    this.showEnd(found.total, lacks && this.say(lacks, { n: found.total }))
    this.root.querySelectorAll("[data-pm-pages]").forEach((part) => { part.hidden = true })
    this.found = found
    this.left = found.total - SCREEN
    this.find("more").hidden = true
    await this.append(BATCH - SCREEN, turn)
    if (this.place) await this.returnToPlace(turn)
  }

  /** Offers the same query without the chosen filters, if that has results. */
  async widen(archives, turn) {
    if (!this.chosen.size) return
    const { total } = await archives.search(...this.question(ALL))
    if (turn !== this.turn) return
    this.find("widen").hidden = !total
    this.find("widen").textContent = this.say("without_filters", { n: total })
  }

  /** Offers similar queries that have results under the same filters. */
  async offer(archives, turn) {
    const { query: asked, names: filters } = this.words()
    if (!asked) return
    const nearby = await import("./nearby.js").catch(() => null)
    if (!nearby) return // the message that nothing matches stays
    const [, options] = this.question()
    const find = async (query, most = SCREEN) => {
      const { total, ids, next } = await archives.search(spaced(query), { filters: options.filters })
      const data = await next(most)
      return { total, ids, data, words: data.flatMap(marksOf) }
    }
    const names = Array.from(this.root.querySelectorAll("[data-pm-value]"), (row) => row.dataset.pmValue.split(/[^\p{L}\p{N}]+/u))
    const offered = await nearby.nearby(asked, find, names.flat())
    if (turn !== this.turn) return
    const buttons = offered.map(({ query, total }) => {
      const button = node("button", "pm-button", query)
      button.type = "button"
      button.append(node("span", "pm-choice-count", total.toLocaleString(this.language)))
      button.addEventListener("click", () => {
        this.input.value = [query, ...filters].join(" ")
        this.changed()
        this.input.focus()
      })
      return button
    })
    this.find("nearby").lastElementChild.replaceChildren(...buttons)
    this.find("nearby").hidden = !buttons.length
    this.showClosest(offered.flatMap(({ data }) => data))
  }

  /** Shows the first results of the suggested queries, so that nobody needs to try these one by one. */
  showClosest(data) {
    const closest = new Map(data.map((each) => [new URL(each.raw_url, each.archive).href, each]))
    this.replaceCards([...closest.values()].slice(0, SCREEN).map((each) => this.makeCard(each)))
    this.cards.hidden = this.find("closest").hidden = !closest.size
  }

  /** Replaces the cards. If one of them had the focus, the new card at the same position gets it. */
  replaceCards(cards) {
    const place = this.titles().indexOf(document.activeElement)
    this.cards.replaceChildren(...cards)
    if (place >= 0) (this.titles()[place] || this.input).focus()
  }

  titles() {
    return [...this.cards.querySelectorAll(".pm-card-title")]
  }

  /** Shows `count` more results, and returns their cards. */
  async append(count, turn) {
    this.left -= count
    const data = await this.found.next(count)
    if (turn !== this.turn) return []
    const cards = data.map((each) => this.makeCard(each))
    this.cards.append(...cards)
    this.find("more").hidden = this.left <= 0
    return cards
  }

  /** Shows more results. If they cannot be loaded, searches again, which says so if that fails, too. */
  async showMore() {
    this.find("more").hidden = true
    const turn = this.turn
    try {
      const [first] = await this.append(BATCH, turn)
      first?.querySelector("a").focus()
    } catch {
      forgetArchives(this.index, this.also)
      if (turn === this.turn) this.show()
    }
  }

  showEnd(count, message) {
    clearTimeout(this.slow)
    this.root.classList.remove("pm-waiting")
    this.cards.hidden = !count
    this.find("nothing").hidden = Boolean(count)
    for (const name of ["nearby", "widen", "closest"]) this.find(name).hidden = true
    this.count.textContent = message
      || (count === this.total ? this.say("incidents", { n: count }) : this.say("found_of", { n: count, total: this.total }))
    this.find("show").textContent = this.say("show_incidents", { n: count })
    const relevance = this.sort.options[0]
    const { query } = this.words()
    relevance.hidden = relevance.disabled = !query
    this.sort.value = this.order || (query ? "relevance" : "newest")
  }

  showUsed() {
    this.showRange()
    const used = [...this.chosen].flatMap(([facet, values]) => [...values].map((value) => ({ facet, value })))
    const chips = this.find("chips")
    chips.hidden = !used.length
    chips.replaceChildren(...used.map(({ facet, value }) => {
      const what = this.titleOf(facet, value)
      const chip = node("button", "pm-remove", what)
      chip.type = "button"
      chip.setAttribute("aria-label", this.say("remove_filter", { what }))
      chip.addEventListener("click", () => {
        this.choose(facet, value, false)
        ;(chips.querySelector("button") || this.count).focus()
      })
      return chip
    }))
    const badge = this.find("used")
    badge.hidden = !used.length
    badge.textContent = used.length
  }

  // Parts of the page

  /** Replaces a link to a facet's page by a checkbox, which keeps the search and the other choices. */
  makeBox(row) {
    const link = row.querySelector("a")
    const label = node("label", link.className)
    const box = node("input")
    box.type = "checkbox"
    label.append(box, ...Array.from(link.childNodes, (child) => child.nodeName === "A" ? node("span", child.className, child.textContent) : child))
    link.replaceWith(label)
    row.pmCount = Number(row.querySelector(".pm-choice-count").dataset.count)
    this.on(box, "change", () => this.choose(facetOf(row), row.dataset.pmValue, box.checked))
  }

  /** Shows the counts of all archives, and adds values that only other archives have. Years stay sorted. */
  addChoices(counts) {
    for (const facet of this.root.querySelectorAll("[data-pm-facet]")) {
      const rows = new Map(Array.from(facet.querySelectorAll("[data-pm-value]"), (row) => [row.dataset.pmValue, row]))
      for (const [value, count] of Object.entries(counts[facet.dataset.pmFacet] || {})) {
        if (facet.dataset.pmFacet === "year" && value.includes("-")) continue // a month
        if (!rows.has(value)) rows.set(value, this.addChoice(facet, value, [...rows.values()]))
        rows.get(value).pmCount = count
      }
    }
    this.fillRange()
    this.showRange()
    this.total = counts._kind.report
    if (this.isPlain()) this.showCounts()
  }

  /** Lists the months of all years, newest year first, in both ends of the range. */
  fillRange() {
    this.range = this.find("range")
    if (!this.range) return
    this.range.hidden = false
    for (const select of this.range.children) {
      const groups = this.years().map((year) => {
        const group = node("optgroup", "")
        group.label = year
        group.append(...monthsOf(year).map((month) => new Option(this.monthOf(month), month)))
        return group
      })
      select.replaceChildren(select.options[0], ...groups)
    }
  }

  showRange() {
    for (const select of this.range?.children ?? []) [select.value] = this.chosen.get(`*${select.dataset.pmEnd}`) ?? [""]
  }

  years() {
    return Array.from(this.root.querySelectorAll("[data-pm-facet=year] [data-pm-value]"), (row) => row.dataset.pmValue).sort().reverse()
  }

  /** Returns a month such as `2026-03` for readers. */
  monthOf(month) {
    return this.monthNames.format(new Date(`${month}-01T00:00Z`))
  }

  /** Returns the months of a range of which one or both ends are set, within the years that are filtered by. */
  monthsIn({ year, [FROM]: from, [TO]: to }) {
    const [first, last] = [from?.any[0] ?? "", to?.any[0] ?? "9"].sort()
    const years = year?.any ?? this.years()
    const months = years.flatMap(monthsOf).filter((month) => month >= first && month <= last)
    return months.length ? months : [""] // a value that no incident has
  }

  addChoice(facet, value, rows) {
    const row = rows[0].cloneNode(true)
    row.dataset.pmValue = value
    const label = row.querySelector("label")
    const box = label.querySelector("input")
    box.checked = this.isChosen(facet.dataset.pmFacet, value)
    label.replaceChildren(box, node("bdi", "", labelOf(facet, value)))
    this.on(box, "change", () => this.choose(facet.dataset.pmFacet, value, box.checked))
    facet.pmRows = undefined // the values in their own order, which now has one more
    const later = facet.dataset.pmFacet === "year" && rows.find((each) => each.dataset.pmValue < value)
    if (later) later.before(row)
    else [...facet.querySelectorAll(".pm-choices")].at(-1).append(row)
    return row
  }

  makeCard(data) {
    const { raw_url: url, meta, archive } = data
    const { query } = this.words()
    const card = this.find("card").content.firstElementChild.cloneNode(true)
    const part = (name) => card.querySelector(`.pm-${name}`)
    card.classList.add(`pm-sev-${Number(meta.level)}`)
    part("pill").textContent = meta.severity
    part("pill").classList.add(`pm-sev-${Number(meta.level)}`)
    part("card-title").href = new URL(url, archive).href
    appendText(part("card-title").firstElementChild, meta.title, data, query)
    part("card-date").textContent = meta.date || ""
    if (query) this.appendMatch(part("card-text"), data, query)
    else part("card-text").textContent = meta.summary || ""
    for (const { label, address } of chipsOf(meta)) {
      const target = address && new URL(address, archive).href
      if (target === this.here) continue // the facet value of this page
      const chip = node(target ? "a" : "span", "pm-chip")
      chip.append(node("bdi", "", label))
      if (target) chip.href = target
      part("chips").append(chip)
    }
    part("card-duration").textContent = (meta.length || "").replaceAll("_", " ")
    if (meta.phases) part("card-length").prepend(this.makeBar(meta.phases))
    if (meta.status) part("card-title").after(node("span", `pm-pill pm-status-${meta.status.split("\t")[0]}`, meta.status.split("\t")[1]))
    return card
  }

  /** Appends what matched, with a link to its section. */
  appendMatch(element, data, query) {
    const { section, heading } = appendExcerpt(element, data, query, "a")
    if (section) heading.href = new URL(`${data.raw_url}#${section}`, data.archive).href
  }

  /** Draws the phase bar from a code such as `u14p10r70p50c56p40`: each phase's letter, width, and share in percent. */
  makeBar(code) {
    const phases = Array.from(code.matchAll(/([a-z])(\d+)p(\d+)/g), ([, letter, width, percent]) => ({
      name: PHASES[letter], width: Number(width), percent: Number(percent),
    }))
    const bar = svg("svg", { class: "pm-bar", viewBox: "0 0 140 8", width: 140, height: 8, preserveAspectRatio: "none", role: "img" })
    let x = 0
    phases.forEach(({ name, width }, place) => {
      const gap = place < phases.length - 1 ? 1.5 : 0
      bar.append(svg("rect", { class: `pm-bar-${name}`, x, width: width - gap, height: 8 }))
      x += width
    })
    const shares = phases.map(({ name, percent }) => this.say("phase_share", { phase: this.phaseName(name), percent }))
    bar.setAttribute("aria-label", this.say("phase_shares", { what: shares.join(this.say("comma")) }))
    return bar
  }

  phaseName(name) {
    const [first, second] = name.split("-")
    return second ? this.say("and_phase", { first: this.say(first), second: this.say(second) }) : this.say(first)
  }

  /** On a narrow screen, opens only the first facets and those in use. */
  foldFacets() {
    if (!matchMedia("(max-width: 48rem)").matches) return
    const wanted = new URLSearchParams(location.search)
    this.root.querySelectorAll("[data-pm-facet]").forEach((facet, place) => {
      const names = [parameter(facet.dataset.pmFacet), ...Array.from(facet.querySelectorAll("[data-pm-end]"), (end) => end.dataset.pmEnd)]
      facet.open = place < 2 || names.some((name) => wanted.has(name))
    })
  }

  // Events

  listen() {
    this.on(this.form, "submit", (event) => event.preventDefault())
    this.on(this.input, "focus", () => { this.open().catch(() => {}) }, { once: true })
    this.on(this.input, "input", () => this.beginPause())
    this.on(this.input, "blur", () => {
      if (this.endPause()) this.changed(true) // so that the next choice is a step of its own
      this.typing = false
    })
    this.on(this.sort, "change", () => {
      this.order = Object.hasOwn(SORTS, this.sort.value) && (this.sort.value !== "newest" || this.words().query) ? this.sort.value : ""
      this.changed()
    })
    for (const select of this.range?.children ?? []) {
      this.on(select, "change", () => {
        this.chosen.delete(`*${select.dataset.pmEnd}`)
        if (select.value) this.chosen.set(`*${select.dataset.pmEnd}`, new Set([select.value]))
        this.changed()
      })
    }
    this.root.querySelectorAll("[data-pm-clear]").forEach((button) => this.on(button, "click", () => this.clear()))
    this.on(this.find("widen"), "click", () => this.clearFilters())
    this.on(this.find("more"), "click", () => this.showMore())
    this.on(this.find("open"), "click", () => this.openFilters(!this.filters.classList.contains("pm-open")))
    this.on(this.find("show"), "click", () => {
      this.openFilters(false)
      this.count.focus()
      this.count.scrollIntoView({ block: "center" })
    })
    this.on(window, "popstate", () => {
      if (!this.root.isConnected) return
      isBack = location.href.split(/[?#]/)[0] !== this.here // else it is a step of this list
      this.endPause()
      this.typing = false
      this.readAddress()
      this.show()
    })
    this.on(window, "pagehide", () => this.keepPlace())
    this.on(window, "click", () => this.keepPlace(), { capture: true }) // where the theme swaps pages, nothing else tells before
    this.on(window, "keydown", (event) => this.press(event), { capture: true })
  }

  openFilters(open) {
    this.filters.classList.toggle("pm-open", open)
    this.find("open").setAttribute("aria-expanded", String(open))
    if (open) this.form.scrollIntoView() // the panel opens below it
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.root.isConnected) return
    const inside = this.root.contains(event.target)
    if (event.key === "/" && !isTyping(event.target)) {
      event.stopPropagation() // the theme uses this key, too
      event.preventDefault()
      this.input.focus()
      this.input.select()
    } else if (event.key === "Escape" && inside) {
      if (this.filters.classList.contains("pm-open")) {
        this.openFilters(false)
        this.find("open").focus()
      } else if (event.target === this.input) {
        event.preventDefault()
        if (this.input.value) {
          this.input.value = ""
          this.changed()
        }
      } else if (this.cards.contains(event.target)) {
        this.input.focus()
      }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.move(event)
    }
  }

  /** Moves the focus from the search box to the first result, and between results. */
  move(event) {
    const titles = this.titles()
    const step = event.key === "ArrowDown" ? 1 : -1
    const here = titles.indexOf(event.target)
    if (here < 0 && !(event.target === this.input && step > 0)) return
    event.preventDefault()
    const next = here + step
    ;(next < 0 ? this.input : titles[next])?.focus()
  }
}

/** Returns a facet's parameter in the address. A site's own field may be named `q` or `from`, as the search's are. */
function parameter(facet) {
  return ["q", "sort", "from", "to"].includes(facet) ? `_${facet}` : facet.replace("*", "")
}

function monthsOf(year) {
  return Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, "0")}`)
}

/** Returns the values of a facet's element that equal a value as typed, else those that do without accents and punctuation, else
 *  those that have it as a word. */
function valuesLike(facet, typed) {
  const rows = [...facet.querySelectorAll("[data-pm-value]")]
  const namesOf = ({ dataset: { pmValue: value } }) => [value, labelOf(facet, value)]
  const same = (row) => namesOf(row).some((each) => each.toLowerCase() === typed.replaceAll('"', "").toLowerCase())
  const like = (row) => namesOf(row).some((each) => plain(each) === plain(typed))
  const has = (row) => piecesOf(row.dataset.pmValue).some((each) => plain(each) === plain(typed))
  const found = [same, like, has].map((is) => rows.filter(is)).find((some) => some.length)
  return (found || []).map((row) => row.dataset.pmValue)
}

function facetOf(row) {
  return row.closest("[data-pm-facet]").dataset.pmFacet
}

/** Returns a value of a facet's element for readers: *yes* and *no* are words of the index. */
function labelOf(facet, value) {
  return JSON.parse(facet.dataset.pmWords || "{}")[value] || value
}

function isTyping(target) {
  return target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName)
}

function svg(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}
