// The theme's instant navigation assigns `href` of every element in the next page to itself, and would stop for good at
// the first link of a drawing: an SVG link only has a getter. A setter that does nothing is all it needs.
(() => {
  const { prototype } = SVGAElement
  const href = Object.getOwnPropertyDescriptor(prototype, "href")
  if (href && !href.set) Object.defineProperty(prototype, "href", { ...href, set() {} })
})()

// The theme puts a landmark without a name around each button that copies a block of code; many of them are noise to who
// goes from landmark to landmark.
{
  const landmarks = document.getElementsByClassName("md-code__nav")
  const mend = () => { for (const each of landmarks) if (!each.hasAttribute("role")) each.setAttribute("role", "presentation") }
  new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true })
}

// The theme puts wide tables into boxes that scroll sideways, which keys cannot do where nothing in a box takes the focus.
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
