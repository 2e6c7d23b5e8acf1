// One archive, or several that are searched as one. An archive's index may be split into parts. Pagefind can merge indexes
// but sorts across them by relevance only, so each index is queried on its own and the sorted results are merged here.

import { FIRST, PLACE, merged, openIndex, partsOf, search } from "./index.js"

const AHEAD = 5 // results per index whose data is loaded at a time, to compare them with the other indexes' results
const KEPT = 8 // cached answers, each with all results of one query

/** Sort keys for each order, as numbers. */
const KEYS = {
  newest: ({ newest }) => [newest],
  longest: ({ longest, newest }) => [longest, newest],
  severe: ({ severe, newest }) => [severe, newest],
}

const loading = new Map()

/** Returns the archive whose `pagefind.js` is at `own`, with the archives at `others`. Loads them once per page. */
export function openArchives(own, others) {
  if (!loading.has(own)) loading.set(own, load(own, others).catch((error) => {
    loading.delete(own) // so that a reader who is back online can try again
    throw error
  }))
  return loading.get(own)
}

async function load(own, others) {
  import(own) // in parallel with the list of parts
  const home = new URL("../", own).href
  const away = others.filter((address) => address !== home)
  const indexes = await indexesOf(home)
  const further = (await Promise.all(away.map((archive) => indexesOf(archive).catch(() => null)))).filter(Boolean)
  const all = [...indexes, ...further.flat()]
  if (all.length === 1) return new Archives(await openIndex(own), [home], away.length)
  const index = await merge(own, all.slice(1).map(({ folder }) => folder))
  return new Archives(index, all.map(({ archive }) => archive), away.length - further.length, further.length ? await index.filters() : null)
}

/** Returns the parts of an archive's index, each with the archive that its addresses are relative to. */
async function indexesOf(archive) {
  const folders = await partsOf(`${archive}pagefind/`)
  return folders.map((folder) => ({ archive, folder }))
}

async function merge(own, others) {
  const { createInstance } = await import(own)
  return merged(createInstance(FIRST), others) // an own instance: the header's search covers this site only
}

class Archives {
  /** `addresses` holds the archive of each index, `missing` is the number of archives that could not be loaded, and `filters`
   *  counts the facet values of all archives (`null` if there is only one). */
  constructor(index, addresses, missing = 0, filters = null) {
    Object.assign(this, { index, addresses, missing, filters, answers: new Map() })
  }

  /** Searches like Pagefind, and returns `{ total, ids, next }`: `next(count)` loads the data of the next `count` results. */
  async search(term, options) {
    const found = await this.ask(term, options)
    const lists = found.map(({ results }, place) => new Results(results, this.addresses[place]))
    return {
      total: found.reduce((sum, { results }) => sum + results.length, 0),
      ids: found.flatMap(({ results }, place) => results.map(({ id }) => `${place} ${id}`)),
      next: (count) => this.isApart(options) ? takeFirst(lists, count, options.sort) : lists[0].take(count),
    }
  }

  /** Counts the results of a search by facet value: `{ severity: { "SEV-1": 3 } }`. */
  async count(term, options) {
    this.counting ??= this.index.filters().then(() => this.answers.clear()) // Pagefind counts only values that it has loaded
    await this.counting
    return sumOf((await this.ask(term, options)).map(({ filters }) => filters))
  }

  /** Queries each index. Keeps the last answers, because counting the values of a facet repeats the query without that facet. */
  ask(term, options) {
    const question = JSON.stringify([term, options])
    const answer = this.answers.get(question) ?? Promise.all(this.questions(options).map((each) => search(this.index, term, each)))
    this.answers.delete(question)
    this.answers.set(question, answer)
    answer.catch(() => this.answers.delete(question))
    if (this.answers.size > KEPT) this.answers.delete(this.answers.keys().next().value)
    return answer
  }

  questions(options) {
    if (!this.isApart(options)) return [options]
    return this.addresses.map((_, place) => ({ ...options, filters: { ...options.filters, [PLACE]: String(place) } }))
  }

  /** Returns whether each index is queried on its own. The parts of one archive are not when sorted by relevance. */
  isApart({ sort }) {
    return this.addresses.length > 1 && (sort || new Set(this.addresses).size > 1)
  }
}

/** The results from one index. Each result's data names the archive that its addresses are relative to. */
class Results {
  constructor(results, archive) {
    this.rest = results
    this.archive = archive
    this.loaded = []
  }

  async take(count) {
    const next = this.rest.slice(0, count)
    this.rest = this.rest.slice(count)
    const data = await Promise.all(next.map((result) => result.data()))
    return data.map((each, place) => ({ ...each, archive: this.archive, score: next[place].score }))
  }

  async fill() {
    if (!this.loaded.length && this.rest.length) this.loaded = await this.take(AHEAD)
  }
}

/** Merges sorted lists, and returns the first `count` results. */
async function takeFirst(lists, count, sort) {
  const [[name, direction]] = Object.entries(sort || { relevance: "asc" })
  const taken = []
  while (taken.length < count) {
    await Promise.all(lists.map((list) => list.fill()))
    const waiting = lists.filter((list) => list.loaded.length)
    if (!waiting.length) break
    const first = waiting.reduce((best, list) => isBefore(list.loaded[0], best.loaded[0], name, direction) ? list : best)
    taken.push(first.loaded.shift())
  }
  return taken
}

function isBefore(one, other, name, direction) {
  if (name === "relevance") return one.score > other.score
  const [ones, others] = [one, other].map(({ meta }) => KEYS[name](keysOf(meta)))
  const place = ones.findIndex((key, at) => key !== others[at])
  return place >= 0 && (ones[place] < others[place]) === (direction === "asc")
}

function keysOf({ order = "" }) {
  const [newest, longest, severe] = order.split(/[a-z]/).slice(1).map(Number)
  return { newest, longest, severe }
}

function sumOf(counts) {
  const sum = {}
  for (const facets of counts) {
    for (const [facet, values] of Object.entries(facets)) {
      sum[facet] ??= Object.create(null)
      for (const [value, count] of Object.entries(values)) sum[facet][value] = (sum[facet][value] || 0) + count
    }
  }
  return sum
}
