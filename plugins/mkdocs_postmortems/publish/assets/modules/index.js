// The search index, and how a result is displayed. Pagefind is loaded for the first search.

export const PAUSE = 80 // milliseconds after the last key press until the search starts
export const SLOW = 400 // milliseconds after which a search says that it is still running
export const PLACE = "_index" // the filter that identifies a merged index, by its position in the list

const LONG = 28 // words of an excerpt
const LEAD = 14 // of them before the first match, if its sentence begins earlier
const ENDS = /(?:[.!?]["'”’»)\]]*\s|[。！？]["'”’»)\]」]*)\s*$/u // the last word of a sentence

// In a worker, Pagefind sends two messages for each result that is discarded: thousands, while the next search waits.
// Merged indexes run where the first one does.
export const FIRST = { ...optionsAt(0), noWorker: true }

const BREAK = "\ua78f" // separates places and anchors in the word about a result's sections
const HYPHEN = "\ua7f7" // stands for a hyphen in it

// Pagefind only logs that it could not load a file of an index, and then answers as if there was nothing in it. A reader who is
// offline would learn that an incident is new. So its requests are watched.
const losses = [] // the addresses of such files
const waiting = new Set() // functions to call when there is another one
const request = window.fetch
window.fetch = async (resource, ...options) => {
  const answer = await request.call(window, resource, ...options).catch((error) => {
    noteLoss(resource)
    throw error
  })
  if (!answer.ok) noteLoss(resource)
  return answer
}

function noteLoss(resource) {
  if (!/(\.(pf_meta|pf_index|pf_filter|pagefind)|pagefind-entry\.json\?ts=\d+)$/.test(resource)) return
  losses.push(new URL(resource, location.href).href)
  for (const tell of waiting) tell()
}

const opened = new WeakMap() // for each index, the number of losses before it was opened
const holding = new WeakMap() // for each index, the words that were looked up and the merged indexes that contain them

/** Opens the index whose `pagefind.js` is at `address`, and merges further folders into it. */
export async function merged(address, folders) {
  const { createInstance } = await import(address)
  const before = losses.length
  const index = createInstance(FIRST)
  opened.set(index, before)
  const merge = (folder, place) => index.mergeIndex(folder, optionsAt(place + 1))
  const ready = index.init().then(() => Promise.all(folders.map(merge))).catch((error) => error)
  const failure = await Promise.race([ready, new Promise((tell) => waiting.add(tell))]) // Pagefind waits forever for its program
  check(index)
  if (failure instanceof Error) throw failure
  return index
}

/** Throws an error if files could not be loaded since an index was opened. Its `folders` are those that they belong to. */
function check(index) {
  const lost = losses.slice(opened.get(index))
  if (!lost.length) return
  const folders = new Set(lost.map((address) => address.replace(/((index|filter)\/)?[^/]*$/, "")))
  throw Object.assign(new Error(`${lost[0]} could not be loaded`), { folders })
}

/** Reports differ much in length, and a long one is not less relevant: Pagefind would prefer short pages more strongly. */
function optionsAt(place) {
  return { excerptLength: LONG, ranking: { pageLength: 0.3 }, mergeFilter: { [PLACE]: String(place) } }
}

/** Searches as `find` does. Throws an error if a file of the index could not be loaded. */
export async function search(index, term, options = {}) {
  const found = await find(index, term, options)
  check(index)
  return found
}

/** Searches like Pagefind, but matches only words that are in the index or that start one. For any other word, Pagefind
 *  ignores it or falls back to the longest indexed word that it starts with: `in` for `instability`. */
async function find(index, term, options) {
  const words = isPhrase(term) ? [] : term.split(/\s+/).filter((word) => plain(word) && (word.length > 1 || !UNSPACED.test(word)))
  if (!words.length) return index.search(term, options)
  index.preload(term, options).catch(() => {}) // for the search below
  const found = await Promise.all(words.map((word) => standing(index, word)))
  const asked = options.filters?.[PLACE]
  const places = common(found).filter((place) => !asked || place === asked)
  if (!places.length) return { results: [], filters: {} }
  const wanted = found.map(({ written }) => written).join(" ")
  return index.search(wanted, { ...options, filters: { ...options.filters, [PLACE]: { any: places } } })
}

/** Finds the indexes that contain a word: `{ written, places }`. If there are none, looks for the word's pieces instead. */
async function standing(index, word) {
  const places = await placesOf(index, word)
  if (places.length) return { written: word, places }
  for (const pieces of cutsOf(word)) {
    const found = common(await Promise.all(pieces.map(async (piece) => ({ places: await placesOf(index, piece) }))))
    if (found.length) return { written: pieces.join(" "), places: found }
  }
  return { written: word, places: [] }
}

/** Returns the ways to split a word: at punctuation and capitals; or, in languages without spaces, anywhere, because the
 *  index may have segmented it differently. */
function cutsOf(word) {
  if (UNSPACED.test(word)) return Array.from({ length: word.length - 1 }, (_, at) => [word.slice(0, at + 1), word.slice(at + 1)])
  const pieces = piecesOf(word)
  return pieces.length > 1 ? [pieces] : []
}

function common(found) {
  return found[0].places.filter((place) => found.every(({ places }) => places.includes(place)))
}

/** Returns the indexes that contain a word, or one that starts with it. */
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

/** Returns for each index whether Pagefind finds anything in it. The filter excludes all results, so Pagefind counts
 *  them without ranking them. */
async function matching(index, term) {
  const { totalFilters } = await index.search(term, { filters: { [PLACE]: "" } })
  const counts = totalFilters[PLACE]
  return Object.keys(counts).map((_, place) => counts[place] > 0)
}

/** Returns whether Pagefind's match in an index starts with the word, and is not just a word that this one starts with. */
async function isBegun(index, word, place) {
  const { results } = await index.search(word, { filters: { [PLACE]: place } })
  const first = await results[0].data()
  const found = [...Object.values(first.meta), ...marksOf(first)].flatMap((text) => text.split(/\s+/))
  return found.some((each) => plain(each).includes(plain(word)))
}

/** Returns the folders of an index: its own, then those of its further parts, newest incidents first. */
export async function partsOf(index) {
  const answer = await fetch(`${index}parts.json`)
  if (!answer.ok) throw new Error(`${index} is no index`)
  return [index, ...(await answer.json()).map((part) => `${index}${part}`)]
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** Returns whether Pagefind treats a query as an exact phrase. */
function isPhrase(query) {
  return /^\s*".+"\s*$/.test(query)
}

/** Returns the query with spaces between words, even if its language uses none. */
export function spaced(query) {
  if (!UNSPACED.test(query) || !Intl.Segmenter) return query
  const segments = new Intl.Segmenter("ja", { granularity: "word" }).segment(query)
  return Array.from(segments, ({ segment }) => segment).join(" ")
}

/** Returns an excerpt of a result: `{ section, heading, words, isBegun, isEnded }`. It is from the section that has most of the matches
 *  close together, and begins with their sentence. `section` is the section's id, "" if there is none, and `heading` its words. `isBegun`
 *  and `isEnded` say whether the excerpt begins and ends with a sentence. Matches that are only in the fields behind the text, which
 *  are a list, are the `fields` of the excerpt, which has no words. */
function excerptOf(data) {
  const words = wordsOf(data)
  const matches = words.filter(({ isMatch }) => isMatch)
  const isField = ({ part }) => part?.id === ""
  const groups = matches.map((first, at) => {
    const near = matches.slice(at, at + LONG).filter(({ place, part }) => place < first.place + LONG && part === first.part)
    return { first, score: isField(first) ? 0 : new Set(near.map(({ text }) => plain(text))).size * LONG + near.length }
  })
  const [{ first, score }] = [...groups, { first: words[0], score: 0 }].sort((one, other) => other.score - one.score)
  if (!score && data.meta.summary) return { section: "", words: [], fields: fieldsIn(words.filter(isField), data) }
  const all = words.filter(({ part }) => part === first.part)
  const head = first.part ? all.findIndex(isDot) : -1
  const body = all.slice(head + 1)
  const place = Math.max(0, body.indexOf(first))
  const isBegunAt = (at) => !at || ENDS.test(body[at - 1].text)
  let begin = place
  while (!isBegunAt(begin) && place - begin < LEAD) begin -= 1
  const end = Math.min(begin + LONG, body.length)
  return {
    section: first.part?.id ?? "", heading: all.slice(0, Math.max(0, head)), words: body.slice(begin, end),
    isBegun: isBegunAt(begin), isEnded: end === body.length || isBegunAt(end),
  }
}

/** Returns a result's words, as `{ text, place, isMatch, part }`: `part` is the same for all words of a section, `undefined` before the
 *  first one, and has an empty `id` in the fields. The text of a word ends with the space behind it. */
function wordsOf({ meta, raw_content: content, locations }) {
  const parts = sectionsOf(meta)
  const matches = new Set(locations)
  const isUnspaced = content.includes("\u200b") // which then separates words, as Pagefind counts them
  let at = 0
  return content.split(isUnspaced ? "\u200b" : /\s+/).map((word, place) => {
    const text = word.replaceAll("&lt;", "<").replaceAll("&gt;", ">") + (isUnspaced ? "" : " ")
    const part = parts.findLast(({ begin }) => begin <= at)
    at += text.length
    return { text, place, isMatch: matches.has(place), part }
  })
}

/** Returns where each section begins in a result's text, and its anchor: `{ begin: 812, id: "timeline" }`. The last one, without an
 *  anchor, is what follows the text. */
function sectionsOf({ sections = "" }) {
  return sections.split(BREAK + BREAK).slice(1).map((each) => {
    const [begin, id] = each.split(BREAK)
    return { begin: Number(begin), id: id.replaceAll(HYPHEN, "-") }
  })
}

/** Returns the fields that have a match, without those that only repeat the title or the summary, and without `database` if there
 *  is `database (DB)`. */
function fieldsIn(words, { meta }) {
  const fields = [[]]
  for (const word of words) {
    if (isDot(word)) fields.push([])
    else fields.at(-1).push(word)
  }
  const textOf = (field) => field.map(({ text }) => text).join("").trim()
  const found = fields.filter((field) => field.some(({ isMatch }) => isMatch))
  const told = (field) => [meta.title, meta.summary].some((each) => textOf(field).includes(each))
  return found.filter((field, at) => !told(field) && !found.slice(at + 1).some((other) => textOf(other).startsWith(textOf(field))))
}

function isDot({ text }) {
  return text.trim() === "·"
}

/** Appends an excerpt of a result to an element. If it is from a section, the section's heading is in front, in an element called
 *  `name`. Returns the section's id, or "", and that element. No part of it is parsed as HTML. */
export function appendExcerpt(element, data, query, name) {
  const excerpt = excerptOf(data)
  const heading = node(name, "pm-card-section")
  if (excerpt.section) {
    appendWords(heading, excerpt.heading)
    element.append(heading, " ")
  }
  if (excerpt.fields) appendFields(element, excerpt.fields, data, query)
  else appendPassage(element, excerpt)
  return { section: excerpt.section, heading }
}

/** Appends a result's summary, and its fields that have a match. */
function appendFields(element, fields, data, query) {
  appendText(element, data.meta.summary, data, query)
  fields.forEach((field, at) => {
    element.append(at ? " · " : " … ")
    appendWords(element, field.slice(0, LONG))
  })
}

/** Appends the words of an excerpt, with an ellipsis where a sentence goes on. */
function appendPassage(element, { words, isBegun, isEnded }) {
  if (!isBegun) element.append("…\u00a0")
  const isSaid = (word) => !isDot(word)
  appendWords(element, words.slice(Math.max(0, words.findIndex(isSaid)), words.findLastIndex(isSaid) + 1))
  if (!isEnded) element.append("\u00a0…")
}

/** Appends words of a result to an element, with matches in `<mark>`, and without the space behind the last one. */
function appendWords(element, words) {
  const parts = words.flatMap(({ text, isMatch }) => isMatch ? marked(text) : [text])
  element.append(...parts.slice(0, -1), ...parts.slice(-1).map((last) => last.trimEnd()))
  element.normalize()
}

/** Returns a match, and around it the punctuation that Pagefind takes for a part of its word. */
function marked(part) {
  const [, before, word, after] = /^([([{"'“‘«]*)(.*?)([\s.,;:!?)\]}"'”’»]*)$/su.exec(part)
  return [before, node("mark", "", word), after]
}

/** Appends a result's title or summary, with those words marked that start with a word of the query or with a match in the excerpt. */
export function appendText(element, text, { excerpt }, query) {
  const wanted = [...spaced(query).split(/\s+/), ...marksOf({ excerpt })].map(plain).filter((word) => word.length > 1 || UNSPACED.test(word))
  for (const { segment, isWordLike } of segments(text)) {
    const isFound = isWordLike && wanted.some((word) => plain(segment).startsWith(word))
    element.append(isFound ? node("mark", "", segment) : segment)
  }
}

function segments(text) {
  if (Intl.Segmenter) return new Intl.Segmenter([], { granularity: "word" }).segment(text)
  return Array.from(text.split(/([\p{L}\p{N}]+)/u), (segment, place) => ({ segment, isWordLike: place % 2 === 1 }))
}

/** Returns the matched words in a result's excerpt. */
export function marksOf({ excerpt }) {
  return Array.from(excerpt.matchAll(/<mark>(.*?)<\/mark>/g), ([, word]) => word)
}

/** Splits a compound word or a query into words: `NullPointer` and `null-pointer` both have two. */
export function piecesOf(text) {
  return text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean)
}

/** Returns a word in lower case, without accents and punctuation. */
export function plain(word) {
  return word.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase()
}

/** Creates an element with a class and text. */
export function node(name, className = "", text = "") {
  const made = document.createElement(name)
  if (className) made.className = className
  made.textContent = text
  return made
}

/** Returns a function for the texts of the interface: `say("incidents", { n: 3 })` picks the plural form for the count. */
export function speaker(words, language) {
  const rules = new Intl.PluralRules(language || "en")
  const numbers = new Intl.NumberFormat(language || "en")
  return (key, values = {}) => {
    const forms = words[key]
    const form = "n" in values && rules.select(values.n) !== "one" ? forms.at(-1) : forms[0]
    return form.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === "number" ? numbers.format(values[name]) : values[name])
  }
}

/** Returns the services and the cause of a result: `[{ label, address }]`, with addresses relative to the archive. */
export function chipsOf(meta) {
  return (meta.chips || "").split("\n").filter(Boolean).map((line) => {
    const [label, address = ""] = line.split("\t")
    return { label, address }
  })
}
