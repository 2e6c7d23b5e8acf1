// The search in the header of every page: a button that opens a dialog with a box and a list of results.

import { PAUSE, SLOW, appendExcerpt, appendText, chipsOf, marksOf, node, spaced, speaker } from "./index.js"

const MOST = 15
const FEW = 5 // results from which spellings are suggested
const MIDDLE = 1 // the button of a mouse that opens links in a new tab
const INDEX = new URL("../../pagefind/pagefind.js", import.meta.url).href
const ARCHIVE = new URL("../../", import.meta.url)

let words

/** Loads what opens and searches an index, only once it is needed: hardly any reader of a report searches. */
const searching = () => import("./archives.js")

export async function startHeader(header) {
  if (header.querySelector(".pm-search-open")) return
  words ??= fetch(new URL(`../words.json${new URL(import.meta.url).search}`, import.meta.url)).then((answer) => answer.json())
  const say = speaker(await words, document.documentElement.lang)
  if (header.querySelector(".pm-search-open")) return // the theme announced this page twice
  new HeaderSearch(header, say)
}

class HeaderSearch {
  constructor(header, say) {
    this.say = say
    this.turn = 0
    this.pause = 0
    this.found = Promise.resolve()
    this.options = []
    this.marked = -1
    this.hint = matchMedia("(hover: hover)").matches ? say("search_keys") : "" // no word of keys on a phone
    this.button = this.makeButton()
    this.dialog = this.makeDialog()
    const before = header.querySelector(".md-header__source")
    header.insertBefore(this.button, before)
    document.body.append(this.dialog)
    window.addEventListener("keydown", (event) => {
      const free = !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector("dialog[open]")
      if (event.key === "/" && free && !isTyping(event.target) && !document.querySelector(".pm-ready")) {
        event.preventDefault()
        this.open()
      }
    })
  }

  makeButton() {
    const button = node("button", "pm-search-open")
    button.type = "button"
    button.setAttribute("aria-haspopup", "dialog")
    button.append(glass(), node("span", "", this.say("search")))
    button.addEventListener("click", () => this.open())
    return button
  }

  makeDialog() {
    const dialog = node("dialog", "pm-search")
    dialog.setAttribute("aria-label", this.say("search_site"))

    this.input = node("input", "pm-search-input")
    Object.assign(this.input, { type: "search", autocomplete: "off", spellcheck: false, maxLength: 200, placeholder: this.say("search_site") })
    attributes(this.input, {
      role: "combobox", "aria-label": this.say("search_site"), "aria-expanded": "false", "aria-controls": "pm-search-list", "aria-autocomplete": "list",
    })
    const close = node("button", "pm-search-close", "✕")
    close.type = "button"
    close.setAttribute("aria-label", this.say("search_close"))
    const head = node("div", "pm-search-head")
    head.append(glass(), this.input, close)

    this.list = node("ul", "pm-search-list")
    attributes(this.list, { role: "listbox", id: "pm-search-list", "aria-label": this.say("search_site") })
    this.list.hidden = true
    this.status = node("p", "pm-search-status", this.hint)
    this.status.setAttribute("role", "status")
    this.further = node("a", "", this.say("search_archive"))
    this.further.hidden = true
    const foot = node("div", "pm-search-foot")
    foot.append(this.status, this.further)
    dialog.append(head, this.list, foot)

    this.input.addEventListener("input", () => {
      clearTimeout(this.pause)
      this.pause = setTimeout(() => this.find(), PAUSE)
    })
    this.input.addEventListener("keydown", (event) => this.press(event))
    close.addEventListener("click", () => dialog.close())
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close() // a click on the backdrop
    })
    return dialog
  }

  open() {
    this.dialog.showModal()
    this.input.focus()
    this.input.select()
    searching().then(({ openArchives }) => openArchives(INDEX, [])).catch(() => {})
  }

  /** Starts a search for the typed text. `found` resolves when its results are shown. */
  find() {
    clearTimeout(this.pause)
    this.pause = 0
    this.found = this.show()
  }

  async show() {
    const turn = ++this.turn
    const query = this.input.value.trim()
    clearTimeout(this.slow)
    if (!query) return this.showList([], this.hint)
    this.slow = setTimeout(() => { this.status.textContent = this.say("searching") }, SLOW)
    let found, isPartial
    try {
      const { withArchives } = await searching()
      ;[found, isPartial] = await withArchives(INDEX, [], (archives) => this.ask(archives, query))
    } catch {
      if (turn === this.turn) this.showList([], this.say("search_unavailable"))
      return
    }
    if (turn !== this.turn) return
    const word = isPartial ? "search_incomplete" : this.wordFor(found, query)
    this.showList(found.data, this.say(word, { n: found.total, what: found.query }), found.query)
  }

  wordFor(found, query) {
    if (found.query !== query) return "results_for"
    return found.total ? "results" : "no_results"
  }

  /** Returns the results of a query, or of the best suggestion if it has none; and whether a part could not be searched, in
   *  which they may be. */
  async ask(archives, query) {
    const found = await this.search(archives, query)
    const other = found.total || archives.isPartial ? null : await this.searchNearby(archives, query)
    return [other ?? found, archives.isPartial]
  }

  /** Returns the results of a query as `{ query, total, ids, data, words }`, with the data of the first results and the words
   *  matched in them. */
  async search(archives, query, most = MOST) {
    const { total, ids, next } = await archives.search(spaced(query), {})
    const data = await next(most)
    return { query, total, ids, data, words: data.flatMap(marksOf) }
  }

  /** Returns the same for the best suggestion; `null` if there is none. */
  async searchNearby(archives, query) {
    const module = await import("./nearby.js").catch(() => null)
    const [first] = await module?.nearby(query, (each, most = FEW) => this.search(archives, each, most)) ?? []
    return first ? this.search(archives, first.query) : null
  }

  showList(data, message, query = "") {
    clearTimeout(this.slow)
    this.options = data.map((each, place) => this.makeOption(each, place, query))
    this.list.replaceChildren(...this.options)
    this.list.hidden = !data.length
    this.list.scrollTop = 0
    this.status.textContent = message
    this.further.hidden = !data.some(({ meta }) => meta.every)
    this.further.href = `${ARCHIVE}?q=${encodeURIComponent(query)}`
    this.input.setAttribute("aria-expanded", String(data.length > 0))
    this.mark(data.length ? 0 : -1)
  }

  makeOption(data, place, query) {
    const { raw_url: url, meta } = data
    const option = node("li", "pm-search-option")
    attributes(option, { role: "option", id: `pm-search-${place}`, "aria-selected": "false" })
    option.address = new URL(url, ARCHIVE).href
    const title = node("span", "pm-search-title")
    title.append(node("bdi"))
    appendText(title.firstElementChild, meta.title, data, query)
    option.append(title)
    if (meta.severity) {
      const facts = node("span", "pm-search-facts")
      facts.append(node("span", `pm-pill pm-sev-${Number(meta.level)}`, meta.severity))
      facts.append(node("span", "", [meta.date, ...chipsOf(meta).map(({ label }) => label)].filter(Boolean).join(" · ")))
      option.append(facts)
    }
    const text = node("span", "pm-search-text")
    const { section } = appendExcerpt(text, data, query, "span")
    if (section) option.address += `#${section}`
    option.append(text)
    option.addEventListener("click", (event) => this.visit(option, event))
    option.addEventListener("auxclick", (event) => { if (event.button === MIDDLE) this.visit(option, event) })
    option.addEventListener("mousedown", (event) => { if (event.button === MIDDLE) event.preventDefault() }) // no scrolling
    option.addEventListener("mousemove", () => this.mark(place))
    return option
  }

  mark(place) {
    this.marked = place
    this.options.forEach((option, each) => option.setAttribute("aria-selected", String(each === place)))
    if (place < 0) return this.input.removeAttribute("aria-activedescendant")
    this.input.setAttribute("aria-activedescendant", this.options[place].id)
    this.options[place].scrollIntoView({ block: "nearest" })
  }

  press(event) {
    if (event.isComposing) return
    if (event.key === "Enter") {
      event.preventDefault()
      return void this.visitMarked(event)
    }
    const last = this.options.length - 1
    if (last < 0) return
    const next = { ArrowDown: Math.min(this.marked + 1, last), ArrowUp: Math.max(this.marked - 1, 0) }[event.key]
    if (next !== undefined) {
      event.preventDefault()
      this.mark(next)
    }
  }

  /** Opens the selected result. Waits for the results of the text as it is now. */
  async visitMarked(event) {
    if (this.pause) this.find()
    await this.found
    if (this.dialog.open && this.marked >= 0) this.visit(this.options[this.marked], event)
  }

  visit(option, event) {
    if (event.ctrlKey || event.metaKey || event.button === MIDDLE) return void window.open(option.address, "_blank", "noopener")
    this.dialog.close()
    location.assign(option.address)
  }
}

function isTyping(target) {
  return target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName)
}

function attributes(element, values) {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value)
}

function glass() {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  attributes(made, { viewBox: "0 0 24 24", width: "20", height: "20", "aria-hidden": "true" })
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path")
  path.setAttribute("d", "M10 4a6 6 0 1 0 3.7 10.7l4.8 4.8 1.4-1.4-4.8-4.8A6 6 0 0 0 10 4m0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8")
  made.append(path)
  return made
}
