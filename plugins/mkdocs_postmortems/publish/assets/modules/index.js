// The search index, and what is shown of a result. Pagefind is loaded when the first search needs it.

export const PAUSE = 100 // milliseconds without a key until the search begins
export const PLACE = "_index" // the filter that tells merged indexes apart: the place in the list of them

// In a worker, Pagefind sends two messages for each result that is let go of: thousands, while the next search waits.
// What is merged into the first index goes where that is.
export const FIRST = { ...optionsAt(0), noWorker: true }

const loading = new Map()
const holding = new WeakMap() // for each index the words that were looked for, with the places that have them

/** The index whose `pagefind.js` lies at `address`, loaded once a page. */
export function openIndex(address) {
  if (!loading.has(address)) loading.set(address, load(address).catch((error) => {
    loading.delete(address) // a reader who is back on line can try again
    throw error
  }))
  return loading.get(address)
}

async function load(address) {
  const [pagefind, parts] = await Promise.all([import(address), partsOf(new URL("./", address).href)])
  await pagefind.options(FIRST)
  return merged(pagefind, parts.slice(1))
}

/** An index that was begun with the options `FIRST`, once further folders are merged into it. */
export async function merged(index, folders) {
  await index.init()
  await Promise.all(folders.map((folder, place) => index.mergeIndex(folder, optionsAt(place + 1))))
  return index
}

function optionsAt(place) {
  return { excerptLength: 28, mergeFilter: { [PLACE]: String(place) } }
}

/** Searches as Pagefind does, but among the indexes that have every word: Pagefind passes over those that one has not. */
export async function search(index, term, options = {}) {
  const words = term.split(/\s+/).filter((word) => plain(word) && (word.length > 1 || !UNSPACED.test(word)))
  if (words.length < 2) return index.search(term, options)
  const found = await Promise.all(words.map((word) => placesOf(index, word)))
  const asked = options.filters?.[PLACE]
  const places = found[0].filter((place) => (!asked || place === asked) && found.every((each) => each.includes(place)))
  if (!places.length) return { results: [], filters: {} }
  return index.search(term, { ...options, filters: { ...options.filters, [PLACE]: { any: places } } })
}

async function placesOf(index, word) {
  if (!holding.has(index)) holding.set(index, new Map())
  const known = holding.get(index)
  if (!known.has(word)) known.set(word, index.search(word).then(({ filters }) => {
    return Object.entries(filters[PLACE] ?? {}).filter(([, count]) => count).map(([place]) => place)
  }))
  return known.get(word)
}

/** The folders of an index: its own, and those of its further parts, from the newest incidents to the oldest. */
export async function partsOf(index) {
  const answer = await fetch(`${index}parts.json`)
  if (!answer.ok) throw new Error(`${index} is no index`)
  return [index, ...(await answer.json()).map((part) => `${index}${part}`)]
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** The query with spaces between words, also where its language writes none. */
export function spaced(query) {
  if (!UNSPACED.test(query) || !Intl.Segmenter) return query
  const segments = new Intl.Segmenter("ja", { granularity: "word" }).segment(query)
  return Array.from(segments, ({ segment }) => segment).join(" ")
}

/** Appends a result's excerpt to an element: text, and what was found as marks. Nothing in it is read as HTML. */
export function appendExcerpt(element, { excerpt, content }) {
  const parts = excerpt.split(/<mark>|<\/mark>/).map((part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">"))
  const text = parts.join("").replaceAll("\u200b", "").trim()
  if (!content.trimStart().startsWith(text)) {
    element.append("… ")
    parts[0] = parts[0].replace(/^[\s\u200b\p{Po}\p{Pe}]+/u, "") // what ended the sentence before
  }
  parts.forEach((part, place) => {
    if (place % 2) element.append(node("mark", "", part.trimEnd()), part.endsWith(" ") ? " " : "")
    else element.append(part)
  })
  if (!content.trimEnd().endsWith(text)) element.append(" …")
}

/** Appends a result's title, with the words marked that the query begins, or that the excerpt has marked. */
export function appendTitle(element, { meta, excerpt }, query) {
  const wanted = [...spaced(query).split(/\s+/), ...marksOf({ excerpt })].map(plain).filter((word) => word.length > 1 || UNSPACED.test(word))
  for (const { segment, isWordLike } of segments(meta.title)) {
    const isFound = isWordLike && wanted.some((word) => plain(segment).startsWith(word))
    element.append(isFound ? node("mark", "", segment) : segment)
  }
}

function segments(text) {
  if (Intl.Segmenter) return new Intl.Segmenter([], { granularity: "word" }).segment(text)
  return Array.from(text.split(/([\p{L}\p{N}]+)/u), (segment, place) => ({ segment, isWordLike: place % 2 === 1 }))
}

/** Whether all that was found of a word of the query is how it begins. Pagefind falls back to this: from `nosuch` to `no`. */
export function isPieced(results, query) {
  const marked = results.flatMap(marksOf).map(plain)
  return spaced(query).split(/\s+/).map(plain).some((word) => {
    const pieces = marked.filter((mark) => mark && (mark.startsWith(word) || word.startsWith(mark)))
    return pieces.length > 0 && pieces.every((piece) => piece.length < word.length / 2)
  })
}

/** The words that a result's excerpt marks. */
export function marksOf({ excerpt }) {
  return Array.from(excerpt.matchAll(/<mark>(.*?)<\/mark>/g), ([, word]) => word)
}

/** A word without case, accents, and what stands around it. */
export function plain(word) {
  return word.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase()
}

/** An element with a class and text. */
export function node(name, className = "", text = "") {
  const made = document.createElement(name)
  if (className) made.className = className
  made.textContent = text
  return made
}

/** The words of the interface: `say("incidents", { n: 3 })`, with the form that the count wants. */
export function speaker(words, language) {
  const rules = new Intl.PluralRules(language || "en")
  const numbers = new Intl.NumberFormat(language || "en")
  return (key, values = {}) => {
    const forms = words[key]
    const form = "n" in values && rules.select(values.n) !== "one" ? forms.at(-1) : forms[0]
    return form.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === "number" ? numbers.format(values[name]) : values[name])
  }
}

/** Services and cause of a result: `[{ label, address }]`, addresses relative to the archive. */
export function chipsOf(meta) {
  return (meta.chips || "").split("\n").filter(Boolean).map((line) => {
    const [label, address = ""] = line.split("\t")
    return { label, address }
  })
}
