// Tables as files that a spreadsheet opens.
import type { Answer } from '../api/client.ts'
import type { Words } from '../words/words.ts'
import { bandName } from './series.ts'
import type { Measure, Overview, Series } from './series.ts'

export type Row = readonly (string | number | null)[]

/** RFC 4180, and a mark at the beginning by which Excel knows that it is UTF-8. */
export function csvOf(rows: readonly Row[]): string {
  return `\uFEFF${rows.map(row => row.map(written).join(',')).join('\r\n')}\r\n`
}

/** A spreadsheet would carry out what begins like this. Titles are written by strangers. */
const FORMULA = /^[=+\-@\t\r]/

function written(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

const MINUTE_MS = 60_000
const minutes = (ms: number | null) =>
  ms === null ? null : Math.round((ms / MINUTE_MS) * 100) / 100

export function trendRows(
  measure: Measure,
  series: Pick<Series, 'days'>,
  words: Words['figures'],
): readonly Row[] {
  const { columns, median, nineTenths, onTarget, missedTarget, recordedColumn, from, to } = words
  const inMinutes = (name: string) => `${name} (${columns.minutes})`
  return [
    [from, to, recordedColumn, inMinutes(median), inMinutes(nineTenths), onTarget, missedTarget],
    ...measure.trend.map((point, index) => [
      series.days[index]?.from ?? null,
      series.days[index]?.to ?? null,
      point.recorded,
      minutes(point.median),
      minutes(point.nine_tenths),
      point.met,
      point.missed,
    ]),
  ]
}

export function bandRows(
  { bands }: Measure,
  edges: readonly number[],
  words: Words['figures'],
): readonly Row[] {
  return [
    [words.lengthColumn, words.countColumn],
    ...bands.map((count, band) => [bandName(edges, band, words), count]),
  ]
}

export function frequencyRows(
  shares: Overview['frequency']['severity'],
  series: Pick<Series, 'days'>,
  words: Words['figures'],
): readonly Row[] {
  return [
    [words.columns.value, words.countColumn, ...series.days.map(({ from }) => from)],
    ...shares.map(({ value, count, periods }) => [value, count, ...periods]),
  ]
}

export function promiseRows(
  { promises }: Overview,
  series: Pick<Series, 'days'>,
  words: Words['figures'],
): readonly Row[] {
  const { kept, late, missed } = words.outcome
  return [
    [words.from, words.to, kept, late, missed],
    ...promises.trend.map((point, index) => [
      series.days[index]?.from ?? null,
      series.days[index]?.to ?? null,
      point.kept,
      point.late,
      point.missed,
    ]),
  ]
}

export function brokenRows({ promises }: Overview, words: Words['figures']): readonly Row[] {
  const { kept, late, missed } = words.outcome
  return [
    [words.clauseColumn, words.columns.title, missed, late, kept, words.countColumn],
    ...promises.broken.map(({ clause, text, outcomes, incidents }) => [
      clause,
      text,
      outcomes.missed,
      outcomes.late,
      outcomes.kept,
      incidents,
    ]),
  ]
}

type Behind = Answer<'list-behind'>['incidents']

/** One line for each incident, with everything that is counted of it. */
export function incidentRows(
  incidents: Behind,
  measures: readonly Pick<Measure, 'id' | 'title'>[],
  words: Words['figures'],
): readonly Row[] {
  const { columns, outcome } = words
  const head = [
    columns.number,
    columns.title,
    words.severity,
    words.type,
    words.source,
    columns.status,
    columns.declared,
    ...measures.flatMap(({ title }) => [
      `${title}: ${columns.state}`,
      `${title}: ${columns.reason}`,
      `${title}: ${columns.minutes}`,
      `${title}: ${columns.onTarget}`,
    ]),
    outcome.kept,
    outcome.late,
    outcome.missed,
    columns.brokenClauses,
  ]
  return [head, ...incidents.map(incident => incidentRow(incident, measures, words))]
}

function incidentRow(
  incident: Behind[number],
  measures: readonly Pick<Measure, 'id'>[],
  words: Words['figures'],
): Row {
  const { number, title, severity, type, source, status, at, promises, broken } = incident
  const figures = measures.flatMap(({ id }) => {
    const figure = incident.figures.find(({ measure }) => measure === id)
    if (figure === undefined) return [null, null, null, null]
    const { state, reason, ms, on_target: met } = figure
    const target = met === null ? null : met ? words.yes : words.no
    return [words.state[state], reasonOf(words, reason), minutes(ms), target]
  })
  const clauses = [...new Set(broken.flatMap(({ cites }) => cites))].join(' ')
  const { kept, late, missed } = promises
  const about = [number, title, severity, type, source, status, at]
  return [...about, ...figures, kept, late, missed, clauses]
}

/** A reason that a later version of the server gives is shown as it comes. */
export function reasonOf(words: Words['figures'], reason: string | null): string | null {
  if (reason === null) return null
  const known: Readonly<Record<string, string>> = words.reason
  return known[reason] ?? reason
}
