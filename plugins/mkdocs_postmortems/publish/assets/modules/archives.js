// One archive, or several that are searched as one. Pagefind merges their indexes but orders what it finds by relevance
// only, so each archive is asked by itself, and what they find is put into one order here.

import { openIndex } from "./index.js"

const AHEAD = 5 // results of an archive whose data is loaded at a time, to see which archive's comes next
const ARCHIVE = "_archive" // the filter that tells them apart: the place in the list of them

/** What comes first in each order that an index has, as numbers. */
const KEYS = {
  newest: ({ newest }) => [newest],
  longest: ({ longest, newest }) => [longest, newest],
  severe: ({ level, newest }) => [level, newest],
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
  const home = archiveOf(own)
  const away = others.filter((address) => address !== home)
  if (!away.length) return new Archives(await openIndex(own), [home])
  const areThere = await Promise.all(away.map(hasIndex))
  const there = away.filter((_, place) => areThere[place])
  const index = await merge(own, there)
  return new Archives(index, [home, ...there], away.length - there.length, await index.filters())
}

function archiveOf(index) {
  return new URL("../", index).href
}

/** Whether an archive can be searched. Pagefind would find nothing anywhere with one that cannot. */
async function hasIndex(archive) {
  return fetch(`${archive}pagefind/pagefind-entry.json`).then((answer) => answer.ok, () => false)
}

async function merge(own, others) {
  const options = (place) => ({ excerptLength: 28, mergeFilter: { [ARCHIVE]: String(place) } })
  const { createInstance } = await import(own)
  const index = createInstance(options(0)) // the search in the header has an instance of its own, of this site alone
  await index.init()
  await Promise.all(others.map((archive, place) => index.mergeIndex(`${archive}pagefind/`, options(place + 1))))
  return index
}

class Archives {
  /** `missing` counts those that could not be reached. `filters` counts the values of all; one archive has none. */
  constructor(index, addresses, missing = 0, filters = null) {
    Object.assign(this, { index, addresses, missing, filters })
  }

  /** Searches as Pagefind does: `{ total, filters, next }`, where `next(count)` gives so many results' data. */
  async search(term, options) {
    const isOne = this.addresses.length === 1
    const found = await Promise.all(this.addresses.map((_, place) => this.index.search(term, isOne ? options : {
      ...options, filters: { ...options.filters, [ARCHIVE]: String(place) },
    })))
    const lists = found.map(({ results }, place) => new Results(results, this.addresses[place]))
    return {
      total: found.reduce((sum, { results }) => sum + results.length, 0),
      filters: sumOf(found.map(({ filters }) => filters)),
      next: (count) => isOne ? lists[0].take(count) : takeFirst(lists, count, options.sort),
    }
  }
}

/** What one archive found. Each result's data tells the archive, which its addresses are relative to. */
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

function keysOf({ order = "", level }) {
  const [newest, longest] = order.split("l").map((key) => Number(key.replace(/\D/g, "")))
  return { newest, longest, level: Number(level) }
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
