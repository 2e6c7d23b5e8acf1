// The search index, and what is shown of a result. Pagefind is loaded when the first search needs it.

export const PAUSE = 80 // milliseconds without a key until the search begins
export const PLACE = "_index" // the filter that tells merged indexes apart: the place in the list of them

// In a worker, Pagefind sends two messages for each result that is let go of: thousands, while the next search waits.
// What is merged into the first index goes where that is.
export const FIRST = { ...optionsAt(0), noWorker: true }

const loading = new Map()
const holding = new WeakMap() // for each index the words that were looked for, with the indexes merged into it that have them

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

/** Searches as Pagefind does, but for words that are there, or that begin one which is. Pagefind passes over a word that
 *  an index has not, or takes the longest that it begins with: from `instability` to `in`. */
export async function search(index, term, options = {}) {
  const words = isPhrase(term) ? [] : term.split(/\s+/).filter((word) => plain(word) && (word.length > 1 || !UNSPACED.test(word)))
  if (!words.length) return index.search(term, options)
  index.preload(term, options).catch(() => {}) // what is asked for after that
  const found = await Promise.all(words.map((word) => standing(index, word)))
  const asked = options.filters?.[PLACE]
  const places = common(found).filter((place) => !asked || place === asked)
  if (!places.length) return { results: [], filters: {} }
  const wanted = found.map(({ written }) => written).join(" ")
  return index.search(wanted, { ...options, filters: { ...options.filters, [PLACE]: { any: places } } })
}

/** Where a word stands: `{ written, places }`. One that stands nowhere as it is written is looked for by its pieces. */
async function standing(index, word) {
  const places = await placesOf(index, word)
  if (places.length) return { written: word, places }
  for (const pieces of cutsOf(word)) {
    const found = common(await Promise.all(pieces.map(async (piece) => ({ places: await placesOf(index, piece) }))))
    if (found.length) return { written: pieces.join(" "), places: found }
  }
  return { written: word, places: [] }
}

/** How a word may be cut: at signs and capitals, and one without spaces at any place: the index may have cut it elsewhere. */
function cutsOf(word) {
  if (UNSPACED.test(word)) return Array.from({ length: word.length - 1 }, (_, at) => [word.slice(0, at + 1), word.slice(at + 1)])
  const pieces = piecesOf(word)
  return pieces.length > 1 ? [pieces] : []
}

function common(found) {
  return found[0].places.filter((place) => found.every(({ places }) => places.includes(place)))
}

/** The indexes that have a word, or one that begins with it. */
function placesOf(index, word) {
  if (!holding.has(index)) holding.set(index, new Map())
  const known = holding.get(index)
  if (!known.has(word)) known.set(word, look(index, word).catch((error) => {
    known.delete(word)
    throw error
  }))
  return known.get(word)
}

async function look(index, word) {
  const exact = await matching(index, `"${word}"`)
  const other = exact.includes(false) ? await matching(index, word) : []
  const found = await Promise.all(exact.map((has, place) => has || (other[place] && isBegun(index, word, String(place)))))
  return [...found.keys()].filter((place) => found[place]).map(String)
}

/** For each index whether Pagefind finds something in it. It counts what a filter leaves out, and need not rank it. */
async function matching(index, term) {
  const { totalFilters } = await index.search(term, { filters: { [PLACE]: "" } })
  const counts = totalFilters[PLACE]
  return Object.keys(counts).map((_, place) => counts[place] > 0)
}

/** Whether what Pagefind finds in an index begins with a word, and is not what the word begins with. */
async function isBegun(index, word, place) {
  const { results } = await index.search(word, { filters: { [PLACE]: place } })
  const first = await results[0].data()
  const found = [...Object.values(first.meta), ...marksOf(first)].flatMap((text) => text.split(/\s+/))
  return found.some((each) => plain(each).includes(plain(word)))
}

/** The folders of an index: its own, and those of its further parts, from the newest incidents to the oldest. */
export async function partsOf(index) {
  const answer = await fetch(`${index}parts.json`)
  if (!answer.ok) throw new Error(`${index} is no index`)
  return [index, ...(await answer.json()).map((part) => `${index}${part}`)]
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** Whether Pagefind looks for a query as it stands, word after word. */
function isPhrase(query) {
  return /^\s*".+"\s*$/.test(query)
}

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

/** The words that a result's excerpt marks. */
export function marksOf({ excerpt }) {
  return Array.from(excerpt.matchAll(/<mark>(.*?)<\/mark>/g), ([, word]) => word)
}

/** The pieces of what is written as one, or of a query: of `NullPointer`, and of `null-pointer`. */
export function piecesOf(text) {
  return text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean)
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
