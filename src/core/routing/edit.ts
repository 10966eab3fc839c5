import { Document, isMap, isSeq, parseDocument } from 'yaml'
import type { ConditionSource } from '#/core/intake/match/source.ts'

/** A maintenance window as it is started from a screen. */
export type NewMaintenance = {
  readonly id: string
  readonly title: string
  readonly when: ConditionSource
  readonly from: string
  readonly to: string
  readonly by: string
}

/** The text of a book with one more window. What is there stays as it was written, comments too. */
export function addMaintenance(source: string, window: NewMaintenance): string {
  const document = documentOf(source)
  const added = document.createNode(window, { flow: true })
  const windows = document.get('maintenance')
  if (isSeq(windows)) windows.add(added)
  else document.set('maintenance', document.createNode([added]))
  return document.toString({ lineWidth: 0 })
}

/** The text of a book in which a window is over at an instant; without it where it had not begun. */
export function endMaintenance(source: string, id: string, at: string): string {
  const document = documentOf(source)
  const windows = document.get('maintenance')
  if (!isSeq(windows)) return source
  windows.items = windows.items.filter(window => {
    if (!isMap(window) || window.get('id') !== id) return true
    const from = window.get('from')
    const begun = window.get('weekly') === undefined && (typeof from !== 'string' || from < at)
    if (begun) window.set('to', at)
    return begun
  })
  return document.toString({ lineWidth: 0 })
}

function documentOf(source: string): Document {
  return source.trim() === '' ? new Document({}) : parseDocument(source)
}

const SECTIONS = ['rules', 'inhibit', 'maintenance'] as const

/** Several books as one: their rules follow each other, so that of two that hold the one of the earlier book decides. */
export function joinBooks(sources: readonly string[]): string {
  const [first = '', ...rest] = sources
  const document = documentOf(first)
  for (const source of rest) {
    // As plain values: an alias means nothing outside the text that it stands in.
    const more = (documentOf(source).toJS({ maxAliasCount: 1_000 }) ?? {}) as Record<
      string,
      unknown
    >
    for (const section of SECTIONS) append(document, section, more[section])
    if (more['flapping'] !== undefined && !document.has('flapping'))
      document.set('flapping', document.createNode(more['flapping']))
  }
  return document.toString({ lineWidth: 0 })
}

function append(document: Document, section: string, entries: unknown): void {
  if (!Array.isArray(entries)) return
  const there = document.get(section)
  if (isSeq(there)) for (const entry of entries) there.add(document.createNode(entry))
  else document.set(section, document.createNode(entries))
}
