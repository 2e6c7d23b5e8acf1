/* Tooltips for the marks of a drawing, on hover and on keyboard focus, where browsers show no tooltip of their own. Escape
   closes one. Screen readers get the same text as the mark's name. */

(() => {
  "use strict"

  const MARKS = ":is(.pm-chart, .pm-timeline) :is(a, g):is(:has(> title), [aria-label])"
  const EDGE = 8
  const GAP = 6
  const SAME = 12 // letters by which an event's text is found in a mark's name
  const LEAVE = 150 // ms for the pointer to move from the mark into its tooltip

  let box
  let mark = null
  let closed = null // the mark whose tooltip was closed with Escape, until the pointer or the focus leaves it
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

  /* Moves the name from the title into a label; otherwise the browser would show a second tooltip. */
  function nameOf(found) {
    const title = found.querySelector(":scope > title")
    if (title) {
      found.setAttribute("aria-label", title.textContent)
      title.remove()
    }
    return found.getAttribute("aria-label")
  }

  /* Returns the full text of a name. The timeline shortens an event's text, the list below has all of it. */
  function wholeOf(name) {
    const target = mark.getAttribute("href") ?? ""
    const event = name.endsWith("…") && target.startsWith("#") && document.querySelector(`${target} .pm-text`)
    if (!event) return name
    const words = event.textContent.trim().replace(/\s+/g, " ")
    const start = name.indexOf(words.slice(0, SAME))
    return start < 0 ? name : name.slice(0, start) + words
  }

  /* Places the tooltip above the mark, or below it if there is no room, and always inside the window. */
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

  /* Returns to the focused mark, if there is one. */
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
