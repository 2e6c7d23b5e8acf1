// Suggestions for a query without results: the query with misspelt words corrected, else with one word left out, else each
// word alone. Of a long one, such as a message from a log, the words that the closest report contains. Loaded only when a
// search finds nothing.

import { piecesOf, plain } from "./index.js"

const MOST = 4 // suggested queries
const WORDS = 6 // a query with more of them is a long one
const LONG = 24 // words of a long query that are considered
const EASY = 0.9 // the cost of a frequent typo, where any other costs 1

/** Returns queries similar to `query` that have results, the most specific first, each with what `find` returns for it.
 *  `find(query, most)` returns `{ total, ids, words }`: the number of results, the results, and the words matched in the first
 *  `most` of them. `names` are words known to be in the archive, such as those of its services. */
export async function nearby(query, find, names = []) {
  const pieces = [...new Set(piecesOf(query))]
  const closest = pieces.length > WORDS ? (await wordsOfClosest(pieces, find)).join(" ") : ""
  if (closest) return [{ query: closest, ...await find(closest) }].filter(({ total }) => total)
  const words = (pieces.some(isTelling) ? pieces.filter(isTelling) : pieces).slice(0, WORDS)
  const alone = words.length > 1 ? await Promise.all(words.map((word) => find(word, 0))) : [{ total: 0 }]
  const spelt = await Promise.all(words.map((word, place) => alone[place].total ? word : alike(word, find, names)))
  const wanted = [...new Set(spelt.filter(Boolean))]
  const less = wanted.length > 2 ? wanted.map((left) => wanted.filter((word) => word !== left)) : []
  for (const queries of [[wanted], less, wanted.map((word) => [word])]) {
    const tried = await Promise.all(queries.map((each) => each.join(" ")).map(async (each) => ({ query: each, ...await find(each) })))
    const found = tried.filter(({ total }) => total)
    if (found.length) return found.sort((one, other) => one.total - other.total).slice(0, MOST)
  }
  return []
}

/** Returns whether a word can tell of an incident: numbers of one or two digits are parts of an address or a time. */
function isTelling(word) {
  return /\p{L}|\d{3}/u.test(word)
}

/** Returns those words of a long query that the report contains which has most of them. Rare ones count more. Times and other
 *  numbers of a message are its own. */
async function wordsOfClosest(pieces, find) {
  const telling = pieces.filter((word) => word.length > 2 && /\p{L}/u.test(word))
  const words = telling.filter((word, place) => telling.findIndex((each) => plain(each) === plain(word)) === place).slice(0, LONG)
  const found = await Promise.all(words.map((word) => find(word, 0)))
  const scores = new Map()
  for (const { ids, total } of found) for (const id of ids) scores.set(id, (scores.get(id) || 0) + 1 / Math.sqrt(total))
  const [best] = [...scores.keys()].sort((one, other) => scores.get(other) - scores.get(one))
  return words.filter((_, place) => found[place].ids.includes(best))
}

/** Returns the most similar word to one without results, from `names` and from indexed words with the same beginning. If
 *  none is close, returns a word with the longest common beginning, unless that is short or the word contains digits; else "". */
async function alike(word, find, names) {
  const wanted = plain(word)
  let nearest = { word: "", slips: wanted.length < 6 ? 1 : 2 }
  let beginning = ""
  for (const start of beginningsOf(wanted)) {
    const begun = await find(start)
    for (const each of new Set([...begun.words, ...names].map(plain))) {
      const slips = slipsBetween(wanted, each)
      if (slips < nearest.slips || (slips === nearest.slips && !nearest.word)) nearest = { word: each, slips }
    }
    if (nearest.word && nearest.slips < 1) break
    const isMuch = start.length > Math.max(3, wanted.length / 2)
    if (begun.total && isMuch && !/\p{N}/u.test(wanted)) beginning ||= wordBegunBy(start, begun.words)
  }
  return nearest.word || beginning
}

/** Returns the shortest word that begins so, or the beginning if it is only in titles, say. A stump says little to readers. */
function wordBegunBy(start, words) {
  const begun = words.map(plain).filter((word) => word.startsWith(start))
  return begun.sort((one, other) => one.length - other.length)[0] ?? start
}

/** Returns the beginnings of a word, longest first, down to three letters; then those three with two of them swapped. */
function beginningsOf(word) {
  const [first, second, third] = word
  const lengths = Array.from({ length: Math.max(0, word.length - 3) }, (_, less) => word.length - 1 - less)
  return [...lengths.map((length) => word.slice(0, length)), ...(third ? [first + third + second, second + first + third] : [])]
}

/** Returns the edit distance between two words: letters added, left out, changed, or swapped with the next one. Doubled
 *  and swapped letters are common typos and cost slightly less. */
function slipsBetween(one, other) {
  let before, last, row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i += 1) {
    ;[before, last, row] = [last, row, [i]]
    for (let j = 1; j <= other.length; j += 1) {
      const added = one[i - 1] === one[i - 2] ? EASY : 1
      const left = other[j - 1] === other[j - 2] ? EASY : 1
      row[j] = Math.min(last[j] + added, row[j - 1] + left, last[j - 1] + (one[i - 1] !== other[j - 1]))
      if (before && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + EASY)
    }
  }
  return row[other.length]
}
