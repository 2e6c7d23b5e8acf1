// One archive, or several that are searched as one. An archive's index may be in parts. Pagefind merges indexes but
// orders what it finds by relevance only, so each is asked by itself, and what they find is put into one order here.

import { FIRST, PLACE, merged, openIndex, partsOf, search } from "./index.js"

const AHEAD = 5 // results of an index whose data is loaded at a time, to see which index's comes next
const KEPT = 8 // answers, each a list of all that was found

/** What comes first in each order that an index has, as numbers. */
const KEYS = {
  newest: ({ newest }) => [newest],
  longest: ({ longest, newest }) => [longest, newest],
  severe: ({ severe, newest }) => [severe, newest],
}

const loading = new Map()

/** The archive whose `pagefind.js` lies at `own`, with those at the addresses `others`. Loaded once a page. */
export function openArchives(own, others) {
  if (!loading.has(own)) loading.set(own, load(own, others).catch((error) => {
    loading.delete(own) // a reader who is back on line can try again
    throw error
  }))
  return loading.get(own)
}

async function load(own, others) {
  import(own) // at the same time as the list of its parts
  const home = new URL("../", own).href
  const away = others.filter((address) => address !== home)
  const indexes = await indexesOf(home)
  const further = (await Promise.all(away.map((archive) => indexesOf(archive).catch(() => null)))).filter(Boolean)
  const all = [...indexes, ...further.flat()]
  if (all.length === 1) return new Archives(await openIndex(own), [home], away.length)
  const index = await merge(own, all.slice(1).map(({ folder }) => folder))
  return new Archives(index, all.map(({ archive }) => archive), away.length - further.length, further.length ? await index.filters() : null)
}

/** The parts of an archive's index, each with the archive that its addresses are relative to. */
async function indexesOf(archive) {
  const folders = await partsOf(`${archive}pagefind/`)
  return folders.map((folder) => ({ archive, folder }))
}

async function merge(own, others) {
  const { createInstance } = await import(own)
  return merged(createInstance(FIRST), others) // the search in the header has an instance of its own, of this site alone
}

class Archives {
  /** `addresses` has the archive of each index. `missing` counts those that could not be reached, `filters` the values
   *  of all; one archive has none. */
  constructor(index, addresses, missing = 0, filters = null) {
    Object.assign(this, { index, addresses, missing, filters, answers: new Map() })
  }

  /** Searches as Pagefind does: `{ total, next }`, where `next(count)` gives the data of so many results more. */
  async search(term, options) {
    const found = await this.ask(term, options)
    const lists = found.map(({ results }, place) => new Results(results, this.addresses[place]))
    return {
      total: found.reduce((sum, { results }) => sum + results.length, 0),
      next: (count) => this.isApart(options) ? takeFirst(lists, count, options.sort) : lists[0].take(count),
    }
  }

  /** How many of what such a search finds have each value: `{ severity: { "SEV-1": 3 } }`. */
  async count(term, options) {
    this.counting ??= this.index.filters().then(() => this.answers.clear()) // it counts values that it has loaded
    await this.counting
    return sumOf((await this.ask(term, options)).map(({ filters }) => filters))
  }

  /** What each index answers. The last answers are kept: beside a choice one counts what was found without it. */
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

  /** Whether each index is asked by itself. Parts of one archive, by relevance, are not. */
  isApart({ sort }) {
    return this.addresses.length > 1 && (sort || new Set(this.addresses).size > 1)
  }
}

/** What one index found. Each result's data tells the archive, which its addresses are relative to. */
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

/** The first results of lists that are each in order. */
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
