// The theme's instant navigation assigns the `href` of every element in the next page to itself. For the first link in a
// drawing that would throw, because SVG links have only a getter. A setter that does nothing prevents that.
(() => {
  const { prototype } = SVGAElement
  const href = Object.getOwnPropertyDescriptor(prototype, "href")
  if (href && !href.set) Object.defineProperty(prototype, "href", { ...href, set() {} })
})()

// The theme wraps each button that copies a block of code in a landmark without a name. Many of them are noise for screen
// reader users who navigate by landmarks.
{
  const landmarks = document.getElementsByClassName("md-code__nav")
  const mend = () => { for (const each of landmarks) if (!each.hasAttribute("role")) each.setAttribute("role", "presentation") }
  new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true })
}

// The theme wraps wide tables in boxes that scroll sideways. Keys scroll a box only if something in it can take the focus.
{
  const boxes = document.getElementsByClassName("md-typeset__scrollwrap")
  const sizes = new ResizeObserver((all) => {
    for (const { target: box } of all) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
      else box.removeAttribute("tabindex")
    }
  })
  new MutationObserver(() => { for (const each of boxes) sizes.observe(each) })
    .observe(document.documentElement, { childList: true, subtree: true })
}

// In narrow windows the theme moves the navigation out of the window, where its links still take the focus, and opens it
// with a label, which keys do not reach. A button in the label opens it, and while it is closed it is hidden.
{
  const label = document.querySelector(".md-header__button[for=__drawer]")
  const drawer = document.getElementById("__drawer")
  const name = document.querySelector(".md-nav--primary")?.getAttribute("aria-label")
  if (label && drawer && name && !label.querySelector("button")) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "pm-drawer-button"
    button.setAttribute("aria-label", name)
    button.append(...label.childNodes)
    label.append(button)
    const tell = () => button.setAttribute("aria-expanded", drawer.checked)
    tell()
    drawer.addEventListener("change", tell)
    button.addEventListener("click", () => drawer.click())
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked || document.querySelector("dialog[open]")) return
      drawer.click()
      button.focus()
    })
  }
}
