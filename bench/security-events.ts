// How well the shipped rules tell the events that are worth an alert from the others: `node bench/security-events.ts`.
import { readCorpus, skipWithout } from '../test/corpus/corpus.ts'
import {
  differentEvents,
  labelledEvents,
  scoreOf,
  shippedRules,
} from '../test/corpus/security-rules.ts'
import type { Labelled } from '../test/corpus/security-rules.ts'
import { printTable, whole } from './report.ts'

const absent = skipWithout('security-events')
if (absent !== false) throw new Error(absent)

const rules = shippedRules()
const corpus = readCorpus('security-events', /\.jsonl$/)
const start = performance.now()
const labelled = labelledEvents(corpus, rules)
const micros = ((performance.now() - start) * 1000) / labelled.length

console.log(`${rules.length} rules, ${whole(micros)} µs for an event with all of them asked.\n`)
const HEAD = ['', 'events', 'recall', 'precision', 'missed', 'needless']
printTable(
  HEAD,
  row('as labelled, row by row', labelled),
  row('each different event once', differentEvents(labelled)),
)
printTable(HEAD, ...by('severity'))
printTable(HEAD, ...by('family'))

function row(name: string, of: readonly Labelled[]): readonly string[] {
  const { events, recall, precision, missed, needless } = scoreOf(of)
  return [name, `${events}`, share(recall), share(precision), `${missed}`, `${needless}`]
}

/** A share of nothing is none. */
function share(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3)
}

function by(key: 'severity' | 'family'): readonly (readonly string[])[] {
  const groups = Map.groupBy(labelled, one => one[key])
  return [...groups]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([name, of]) => row(name, of))
}
