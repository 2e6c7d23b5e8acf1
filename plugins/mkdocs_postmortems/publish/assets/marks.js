/* What a mark of a drawing says, in a box beside it: to who points at it, and to who comes with the tab key, whom the
   browser's own box leaves out. Escape closes it. Screen readers have the same words as the mark's name. */

(() => {
  "use strict"

  const MARKS = ":is(.pm-chart, .pm-timeline) :is(a, g):is(:has(> title), [aria-label])"
  const EDGE = 8
  const GAP = 6
  const SAME = 12 // letters by which an event's words are found in its name
  const LEAVE = 150 // ms in which a pointer can get from the mark into its box

  let box
  let mark = null
  let closed = null // the mark whose box was closed by a key, while the pointer or the focus stays there
  let leaving

  const markAt = (target) => (target instanceof Element ? target.closest(MARKS) : null)

  function show(found) {
    clearTimeout(leaving)
    if (found === mark || found === closed) return
    closed = null
    mark = found
    box ??= makeBox()
    box.textContent = wholeOf(nameOf(mark))
    document.body.append(box)
    place()
  }

  function makeBox() {
    const made = document.createElement("div")
    made.className = "pm-tip"
    made.dir = "auto"
    made.setAttribute("aria-hidden", "true")
    return made
  }

  /* The name moves from the title into a label, or the browser would show it in a second box. */
  function nameOf(found) {
    const title = found.querySelector(":scope > title")
    if (title) {
      found.setAttribute("aria-label", title.textContent)
      title.remove()
    }
    return found.getAttribute("aria-label")
  }

  /* An event's words, which a timeline cuts, are whole in the list below it. */
  function wholeOf(name) {
    const target = mark.getAttribute("href") ?? ""
    const event = name.endsWith("…") && target.startsWith("#") && document.querySelector(`${target} .pm-text`)
    if (!event) return name
    const words = event.textContent.trim().replace(/\s+/g, " ")
    const start = name.indexOf(words.slice(0, SAME))
    return start < 0 ? name : name.slice(0, start) + words
  }

  /* Above the mark, or below it where there is no room; never outside of the window. */
  function place() {
    if (!mark) return
    if (!mark.isConnected) return hide()
    const target = mark.getBoundingClientRect()
    const { width, height } = box.getBoundingClientRect()
    const most = document.documentElement.clientWidth - width - EDGE
    const above = target.top - GAP - height
    box.style.left = `${Math.max(EDGE, Math.min((target.left + target.right - width) / 2, most))}px`
    box.style.top = `${above < EDGE ? target.bottom + GAP : above}px`
  }

  function hide() {
    clearTimeout(leaving)
    mark = null
    box?.remove()
  }

  /* Back to the mark that has the focus, if one has. */
  function leave() {
    const focused = markAt(document.activeElement)
    if (focused?.matches(":focus-visible")) show(focused)
    else hide()
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return
    const found = markAt(event.target)
    if (!found?.contains(event.relatedTarget)) closed = null
    if (found) return show(found)
    clearTimeout(leaving)
    if (mark && event.target !== box) leaving = setTimeout(leave, LEAVE)
  })
  document.addEventListener("focusin", (event) => {
    const found = markAt(event.target)
    if (found?.matches(":focus-visible")) show(found)
  })
  document.addEventListener("focusout", () => {
    closed = null
    hide()
  })
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !mark) return
    closed = mark
    hide()
  })
  for (const name of ["scroll", "resize"]) window.addEventListener(name, place, { capture: true, passive: true })
})()
