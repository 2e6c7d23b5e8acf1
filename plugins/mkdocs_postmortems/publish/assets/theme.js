// The theme's instant navigation assigns `href` of every element in the next page to itself, and would stop for good at
// the first link of a drawing: an SVG link only has a getter. A setter that does nothing is all it needs.
(() => {
  const { prototype } = SVGAElement
  const href = Object.getOwnPropertyDescriptor(prototype, "href")
  if (href && !href.set) Object.defineProperty(prototype, "href", { ...href, set() {} })
})()
