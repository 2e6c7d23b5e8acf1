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
