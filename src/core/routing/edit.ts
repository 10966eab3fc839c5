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
