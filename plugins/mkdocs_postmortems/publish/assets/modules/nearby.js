// What is found near a query that finds nothing: a word of it spelt otherwise, else all of its words but one, else its words
// one by one. It is loaded when a search finds nothing.

import { piecesOf, plain } from "./index.js"

const MOST = 4 // queries that are offered
const WORDS = 6 // of the query that are looked for

/** Queries near `query` that find something, the one that finds least first: `[{ query, total }]`.
 *  `find(query)` gives `{ total, words }`: how much it finds, and the words that it marks in that. `names` are words that
 *  the archive has, such as those of its services. */
export async function nearby(query, find, names = []) {
  const words = [...new Set(piecesOf(query))].slice(0, WORDS)
  const alone = words.length > 1 ? await Promise.all(words.map(find)) : [{ total: 0 }]
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

/** The word most like one that is not found, by what begins as it does and by the names; else what it begins with, unless
 *  that is little, or part of a number; else "". */
async function alike(word, find, names) {
  const wanted = plain(word)
  const slips = wanted.length < 6 ? 1 : 2
  let beginning = ""
  for (let length = wanted.length - 1; length >= 3; length -= 1) {
    const begun = await find(wanted.slice(0, length))
    const near = [...new Set([...begun.words, ...names].map(plain))]
      .map((each) => ({ word: each, slips: slipsBetween(wanted, each) }))
      .filter((each) => each.slips <= slips)
      .sort((one, other) => one.slips - other.slips)
    if (near.length) return near[0].word
    if (begun.total && length > wanted.length / 2 && !/\p{N}/u.test(wanted)) beginning ||= wanted.slice(0, length)
  }
  return beginning
}

/** How many letters are added, left out, changed or exchanged with the next to make one word of another. */
function slipsBetween(one, other) {
  let before, last, row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i += 1) {
    ;[before, last, row] = [last, row, [i]]
    for (let j = 1; j <= other.length; j += 1) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]))
      if (before && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
  }
  return row[other.length]
}
