/* Action items: filters, search, grouping, and lateness recomputed for the reader's day.

   The page is complete without this script. The script reads the rows in the page, puts them under new headings, and keeps
   its whole state in the address. A long list continues on further pages, and closed items have pages of their own: these
   are fetched once a reader's filters need them. Until then the page shows lateness as of the build's day. */
(() => {
  "use strict"

  const FACETS = ["status", "owner", "type", "severity"]
  const DEFAULT_STATUSES = ["open", "proposed"]
  const GROUPS = ["overdue", "soon", "undated", "later", "done", "not doing"]
  const FOLDED = new Set(["later", "done", "not doing"])
  const CLOSED = new Set(["done", "not doing"])
  const SOON = 30
  const DAY = 864e5

  const start = () => {
    const root = document.querySelector("[data-pm-actions]")
    if (root && root.querySelector("table") && !root.classList.contains("pm-ready")) enhance(root)
  }

  function enhance(root) {
    root.classList.add("pm-ready")
    const words = JSON.parse(root.dataset.words)
    const locale = root.dataset.locale
    const number = new Intl.NumberFormat(locale)
    const plural = new Intl.PluralRules(locale)
    const say = (key, values = {}) => fill(choose(words[key], values.n, plural), values, number)
    const find = (name) => root.querySelector(`[data-pm-${name}]`)

    const groups = find("groups")
    const model = groups.querySelector("table").cloneNode(true)
    model.tBodies[0].replaceChildren()
    const search = find("find")?.querySelector("input")
    const boxes = [...root.querySelectorAll("[data-pm-filter] input")]
    const switches = find("by") ? [...find("by").querySelectorAll("button")] : []
    let rows = readRows(groups)
    const pages = (name) => (root.dataset[name] ?? "").split(" ").filter(Boolean)
    let further = pages("further")
    let closed = pages("closed")
    const hadClosed = closed.length > 0
    let day = root.dataset.today
    let opened = new Set()
    let wanted
    let isShown = false
    let loading = Promise.resolve()

    for (const hidden of [find("find"), find("by"), find("show"), ...boxes]) if (hidden) hidden.hidden = false
    if (!further.length) renew(readersDay())
    if (boxes.length) listen()
    update(readState())

    function listen() {
      const change = (replace) => go(currentState(), replace)
      for (const box of boxes) box.addEventListener("change", () => change(false))
      search.addEventListener("input", () => change(true))
      search.form.addEventListener("submit", (event) => event.preventDefault())
      for (const each of switches) {
        each.addEventListener("click", () => go({ ...currentState(), by: each.value }, false))
      }
      for (const each of root.querySelectorAll("[data-pm-clear]")) {
        each.addEventListener("click", () => go({ ...defaultState(), by: currentState().by }, false))
      }
      const open = find("open")
      open.addEventListener("click", () => panel(open.getAttribute("aria-expanded") !== "true"))
      find("show").addEventListener("click", () => {
        panel(false)
        find("status").focus()
      })
      root.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && open.getAttribute("aria-expanded") === "true") {
          panel(false)
          open.focus()
        }
      })
      window.addEventListener("popstate", () => root.isConnected && update(readState()))
    }

    function panel(shown) {
      find("open").setAttribute("aria-expanded", String(shown))
      find("filters").classList.toggle("pm-open", shown)
      if (shown) search.form.scrollIntoView() // the panel opens below it
    }

    function currentState() {
      const chosen = Object.fromEntries(FACETS.map((name) => [name, new Set()]))
      for (const box of boxes) if (box.checked) chosen[box.name].add(box.value)
      const by = switches.find((each) => each.getAttribute("aria-pressed") === "true")?.value ?? "due"
      return { chosen, q: search?.value ?? "", by }
    }

    function go(state, replace) {
      const address = writeState(state)
      if (replace) history.replaceState(history.state, "", address)
      else history.pushState(history.state, "", address)
      update(state)
    }

    /* Shows a state, with the further pages that it needs. If the reader changes the state while they load, shows the new
       one. Pages that could not be loaded are tried again at the next change. */
    async function update(state) {
      wanted = state
      for (const box of boxes) box.checked = state.chosen[box.name].has(box.value)
      if (search && search.value !== state.q) search.value = state.q
      for (const each of switches) each.setAttribute("aria-pressed", String(each.value === state.by))
      if (further.length && isDefault(state) && !isShown) return
      if (missing(state).length) await (loading = loading.then(() => load(missing(wanted))))
      show(wanted)
    }

    /* Returns the further pages that a state still needs: all but the default need the long list's, and a filter for closed
       items needs theirs. */
    function missing(state) {
      return wantsClosed(state) ? [...further, ...closed] : further
    }

    async function load(pages) {
      try {
        const texts = await Promise.all(pages.map(async (page) => [page, await fetchText(page)]))
        rows = rows.concat(texts.flatMap(([page, text]) => readRows(parsePage(text, new URL(page, location.href)))))
        further = further.filter((page) => !pages.includes(page))
        closed = closed.filter((page) => !pages.includes(page))
        renew(readersDay())
      } catch {
        return // `show` says what is missing
      }
      if (find("pages")) find("pages").hidden = !further.length
    }

    /* Recomputes everything that depends on the day. */
    function renew(today) {
      day = today
      const open = rows.filter((row) => row.isOpen)
      for (const row of open) row.late = row.due ? Math.max(0, daysBetween(row.due, day)) : 0
      const longest = Math.max(1, ...open.map((row) => row.late))
      for (const row of open) {
        row.group = groupOf(row, day)
        const cells = row.element.cells
        if (row.opened) cells[4].textContent = say("days_age", { days: Math.max(0, daysBetween(row.opened, day)) })
        fillLate(cells[6], row, longest)
      }
      rows.sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group))
      const values = { n: open.length, late: open.filter((row) => row.late).length, date: longDate(day, locale) }
      find("lede").textContent = say(day === root.dataset.today ? "action_open_and_late" : "action_as_of_reader", values)
    }

    function fillLate(cell, row, longest) {
      if (row.late) {
        const text = element("span", { class: "pm-late" }, say("days_late", { days: row.late }))
        cell.replaceChildren(text, " ", lateBar(Number(root.dataset.bar), row.late / longest))
      } else if (row.due) {
        const left = daysBetween(day, row.due)
        cell.replaceChildren(element("span", {}, left ? say("days_left", { days: left }) : say("due_today")))
      }
    }

    function show(state) {
      isShown = true
      const found = rows.filter((row) => matches(row, state))
      const counted = found.filter((row) => hasStatus(row, state))
      const sections = state.by === "due" ? byDue(found, state) : byName(counted, state.by)
      groups.replaceChildren(...sections)
      groups.dataset.by = state.by
      groups.querySelector("thead")?.classList.remove("pm-hidden")
      find("nothing") && (find("nothing").hidden = found.length > 0)
      const owners = find("owners")
      if (owners) owners.hidden = !isDefault(state)
      if (find("closed")) find("closed").hidden = hadClosed && !closed.length
      if (boxes.length) countFilters(state)
      const text = say("action_shown_of", { n: counted.length, total: Number(root.dataset.total) })
      find("status").textContent = missing(state).length ? `${text}. ${say("action_shown_failed")}` : text
      if (find("show")) find("show").textContent = say("show_actions", { n: counted.length })
      if (boxes.length) showUsed(state)
    }

    function byDue(found, state) {
      const chosen = state.chosen.status
      return GROUPS.flatMap((name) => {
        const members = found.filter((row) => row.group === name)
        if (!members.length) return []
        const more = name === "overdue" ? ` · ${say("longest_first")}` : ""
        return [section(name, say(`group_${name}`), members, more, FOLDED.has(name), chosen.has(name))]
      })
    }

    function byName(found, by) {
      const members = new Map()
      for (const row of found) {
        const key = by === "owner" ? row.owner : row.report
        if (!members.has(key)) members.set(key, [])
        members.get(key).push(row)
      }
      const late = (list) => list.filter((row) => row.late).length
      const nobody = (list) => by === "owner" && !list[0].owner
      const lists = [...members.values()].sort(
        (a, b) => nobody(a) - nobody(b) || late(b) - late(a) || b.length - a.length,
      )
      return lists.map((list, place) => {
        const title = by === "owner" ? list[0].ownerName || say("nobody") : list[0].reportLink()
        const more = late(list) ? ` · ${say("late_count", { late: late(list) })}` : ""
        return section(`${by}-${place}`, title, list, more, false, false)
      })
    }

    /* Makes a heading and a table with these rows. A group that folds stays open if the reader opened it. */
    function section(name, title, members, more, fold, chosen) {
      const id = name.replaceAll(" ", "-")
      const heading = element("h2", { class: "pm-heading", id })
      const count = element("span", { class: "pm-group-count" }, number.format(members.length) + more)
      heading.append(element("bdi", {}, title), " ", count)
      heading.classList.toggle("pm-late", name === "overdue")
      const table = model.cloneNode(true)
      table.tHead.classList.add("pm-hidden")
      table.tBodies[0].append(...members.map((row) => row.element))
      if (!fold) {
        const made = element("section", { class: "pm-group", "aria-labelledby": id })
        made.append(heading, table)
        return made
      }
      const made = element("details", { class: "pm-fold" })
      made.open = chosen || opened.has(name)
      made.addEventListener("toggle", () => (made.open ? opened.add(name) : opened.delete(name)))
      const summary = element("summary", {})
      summary.append(heading)
      made.append(summary, table)
      return made
    }

    function countFilters(state) {
      for (const facet of FACETS) {
        const others = rows.filter((row) => matches(row, state, facet) && (facet === "status" || hasStatus(row, state)))
        for (const box of boxes.filter((each) => each.name === facet)) {
          const of = others.filter((row) => row[facet] === box.value)
          const late = of.filter((row) => row.late).length
          const item = box.closest("li")
          if (facet === "status" && closed.length && CLOSED.has(box.value)) continue // keeps the counts from the build
          item.classList.toggle("pm-choice-none", !of.length)
          item.querySelector("[data-pm-number]").textContent = number.format(of.length)
          item.querySelector("[data-pm-late]").textContent = late ? say("late_count", { late }) : ""
        }
      }
    }

    /* Shows the number of filters in use beside the button, and a chip for each that removes it. */
    function showUsed(state) {
      const used = boxes.filter((box) => box.checked && (box.name !== "status" || !sameStatuses(state.chosen.status)))
      find("used").hidden = !used.length
      find("used").textContent = number.format(used.length)
      const chips = used.map((box) => {
        const label = box.closest("label").textContent.trim()
        const chip = element("button", { class: "pm-remove", type: "button", "aria-label": say("remove_filter", { what: label }) })
        chip.append(label)
        chip.addEventListener("click", () => {
          box.checked = false
          go(currentState(), false)
          find("status").focus()
        })
        return chip
      })
      find("chips").replaceChildren(...chips)
    }
  }

  function readRows(within) {
    return [...within.querySelectorAll("tr[data-status]")].map((element) => {
      const { status, owner, type, severity, due, opened, group } = element.dataset
      const link = element.querySelector(".pm-action-report a")
      return {
        element,
        status,
        isOpen: status === "open" || status === "proposed",
        owner,
        ownerName: element.cells[1].textContent,
        type,
        severity,
        due,
        opened,
        group,
        late: group === "overdue" ? 1 : 0,
        report: new URL(link.href).pathname,
        reportLink: () => {
          const heading = element.querySelector(".pm-action-report").cloneNode(true)
          heading.className = ""
          heading.querySelector("a").hash = ""
          return heading
        },
        text: element.textContent.toLowerCase(),
      }
    })
  }

  function matches(row, { chosen, q }, except) {
    for (const facet of FACETS) {
      if (facet === except || facet === "status" || !chosen[facet].size) continue
      if (!chosen[facet].has(row[facet])) return false
    }
    const wanted = q.toLowerCase().split(/\s+/).filter(Boolean)
    if (!wanted.every((word) => row.text.includes(word))) return false
    return except === "status" || hasStatus(row, { chosen }) || !row.isOpen // closed items stay, in their folds
  }

  const hasStatus = (row, { chosen }) => !chosen.status.size || chosen.status.has(row.status)

  const wantsClosed = ({ chosen }) => !chosen.status.size || [...chosen.status].some((status) => CLOSED.has(status))

  const sameStatuses = (chosen) =>
    chosen.size === DEFAULT_STATUSES.length && DEFAULT_STATUSES.every((status) => chosen.has(status))

  function defaultState() {
    const chosen = Object.fromEntries(FACETS.map((name) => [name, new Set()]))
    chosen.status = new Set(DEFAULT_STATUSES)
    return { chosen, q: "", by: "due" }
  }

  const isDefault = (state) =>
    state.by === "due" &&
    !state.q.trim() &&
    FACETS.every((name) => (name === "status" ? sameStatuses(state.chosen.status) : !state.chosen[name].size))

  /* The search's parameter is "find", because "q" opens the theme's own search. */
  function readState() {
    const query = new URLSearchParams(location.search)
    const state = defaultState()
    for (const name of FACETS) {
      if (query.has(name)) state.chosen[name] = new Set(query.getAll(name).filter((value) => value !== "any"))
    }
    state.q = query.get("find") ?? ""
    state.by = ["owner", "report"].includes(query.get("by")) ? query.get("by") : "due"
    return state
  }

  function writeState(state) {
    const query = new URLSearchParams()
    if (state.q.trim()) query.set("find", state.q)
    for (const name of FACETS) {
      if (name === "status" && sameStatuses(state.chosen.status)) continue
      for (const value of state.chosen[name]) query.append(name, value)
      if (name === "status" && !state.chosen.status.size) query.set("status", "any")
    }
    if (state.by !== "due") query.set("by", state.by)
    return query.size ? `?${query}` : location.pathname
  }

  function groupOf(row, day) {
    if (!row.due) return "undated"
    if (row.late) return "overdue"
    return daysBetween(day, row.due) <= SOON ? "soon" : "later"
  }

  const daysBetween = (first, last) => Math.round((Date.parse(last) - Date.parse(first)) / DAY)

  function readersDay() {
    const now = new Date()
    const two = (value) => String(value).padStart(2, "0")
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  }

  const longDate = (day, locale) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(day)).replaceAll(" ", "\u00a0")

  async function fetchText(page) {
    const answer = await fetch(page)
    if (!answer.ok) throw new Error(answer.statusText)
    return answer.text()
  }

  /* Parses another page, and resolves its links against that page's address. */
  function parsePage(text, base) {
    const page = new DOMParser().parseFromString(text, "text/html")
    for (const link of page.querySelectorAll("tr[data-status] a")) link.href = new URL(link.getAttribute("href"), base)
    return page
  }

  const choose = (forms, count, plural) =>
    forms.length > 1 && count !== undefined && plural.select(count) !== "one" ? forms.at(-1) : forms[0]

  const fill = (text, values, number) =>
    text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number.format(values[name]) : values[name]))

  function element(name, attributes, text = "") {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    made.append(text)
    return made
  }

  function lateBar(width, share) {
    const draw = (name, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name)
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
      return made
    }
    const bar = draw("svg", { class: "pm-late-bar", width, height: 6, "aria-hidden": "true" })
    bar.append(draw("rect", { class: "pm-late-track", width, height: 6 }))
    bar.append(draw("rect", { class: "pm-late-fill", width: Math.max(1, Math.round(width * share * 10) / 10), height: 6 }))
    return bar
  }

  if (window.document$) window.document$.subscribe(start)
  else start()
})()
