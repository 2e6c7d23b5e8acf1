// One archive, or several that are searched as one. An archive's index may be split into parts. Pagefind can merge indexes
// but sorts across them by relevance only, so each index is queried on its own and the sorted results are merged here.

import { PLACE, merged, partsOf, search } from "./index.js"

const AHEAD = 5 // results per index whose data is loaded at a time, to compare them with the other indexes' results
const KEPT = 8 // cached answers, each with all results of one query

/** Sort keys for each order, as numbers. */
const KEYS = {
  newest: ({ newest }) => [newest],
  longest: ({ longest, newest }) => [longest, newest],
  severe: ({ severe, newest }) => [severe, newest],
}

const MOST_TRIES = 3

const loading = new Map()

/** Returns the archive whose `pagefind.js` is at `own`, with the archives at `others`. Loads them once per page. `without` are
 *  the folders of parts that are left out, and `isRetry` says that results whose data cannot be loaded are, too. */
export function openArchives(own, others, without = new Set(), isRetry = false) {
  const key = keyOf(own, others)
  if (!loading.has(key)) loading.set(key, load(own, others, without, isRetry).catch((error) => {
    loading.delete(key) // so that a reader who is back online can try again
    throw error
  }))
  return loading.get(key)
}

/** Forgets archives that failed. The next search opens them again: the site may have been published anew in the meantime, with
 *  files of other names. */
export function forgetArchives(own, others) {
  loading.delete(keyOf(own, others))
}

/** Returns the key of archives: the search in the header covers this site only, unlike that in a list. */
function keyOf(own, others) {
  return [own, ...others].join(" ")
}

/** Opens the archives and passes them to `task`. If it fails, tries again: once with the archives loaded anew, because the site may
 *  have been published in the meantime; then without those parts that could not be loaded. */
export async function withArchives(own, others, task) {
  let without = new Set()
  for (let tries = 1; ; tries += 1) {
    try {
      return await task(await openArchives(own, others, without, tries > 1))
    } catch (error) {
      forgetArchives(own, others)
      if (tries > 1) without = error.folders ?? new Set()
      const isHopeless = tries > 1 && !without.size || without.has(new URL("./", own).href)
      if (tries === MOST_TRIES || isHopeless) throw error
    }
  }
}

async function load(own, others, without, isRetry) {
  import(own).catch(() => {}) // in parallel with the list of parts
  const home = new URL("../", own).href
  const away = others.filter((address) => address !== home)
  const indexes = await indexesOf(home)
  const further = (await Promise.all(away.map((archive) => indexesOf(archive).catch(() => null)))).filter(Boolean)
  const all = [...indexes, ...further.flat()]
  const left = all.filter(({ folder }) => !without.has(folder))
  const index = await merged(own, left.slice(1).map(({ folder }) => folder))
  const filters = further.length ? await index.filters() : null
  return new Archives(index, left.map(({ archive }) => archive), {
    missing: away.length - further.length, isPartial: left.length < all.length, isRetry, filters,
  })
}

/** Returns the parts of an archive's index, each with the archive that its addresses are relative to. */
async function indexesOf(archive) {
  const folders = await partsOf(`${archive}pagefind/`)
  return folders.map((folder) => ({ archive, folder }))
}

class Archives {
  /** `addresses` holds the archive of each index, `missing` is the number of archives that could not be loaded, `isPartial` says
   *  that something else could not, and `filters` counts the facet values of all archives (`null` if there is only one). */
  constructor(index, addresses, { missing, isPartial, isRetry, filters }) {
    Object.assign(this, { index, addresses, missing, isPartial, isRetry, filters, answers: new Map() })
  }

  /** Searches like Pagefind, and returns `{ total, ids, next }`: `next(count)` loads the data of the next `count` results. */
  async search(term, options) {
    const found = await this.ask(term, options)
    const lists = found.map(({ results }, place) => new Results(results, this, place))
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
  constructor(results, archives, place) {
    this.rest = results
    this.archives = archives
    this.archive = archives.addresses[place]
    this.loaded = []
  }

  async take(count) {
    const next = this.rest.slice(0, count)
    this.rest = this.rest.slice(count)
    const found = await Promise.allSettled(next.map(async (result) => ({ ...await result.data(), archive: this.archive, score: result.score })))
    const loaded = found.filter(({ status }) => status === "fulfilled").map(({ value }) => value)
    if (loaded.length < next.length) {
      if (!this.archives.isRetry || !loaded.length) throw found.find(({ reason }) => reason).reason
      this.archives.isPartial = true
    }
    return loaded
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
