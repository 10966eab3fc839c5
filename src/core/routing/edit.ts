import {
  Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Pair,
  parseDocument,
  visit,
} from 'yaml'
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
  return written(document, source)
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
  return written(document, source)
}

/** Lines are not folded, and braces stand as they stood: otherwise every line would differ in the next comparison. */
function written(document: Document, source: string): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: /[{[] /.test(source) })
}

function documentOf(source: string): Document {
  return source.trim() === '' ? new Document({}) : parseDocument(source)
}

const SECTIONS = ['rules', 'inhibit', 'maintenance'] as const

/**
 * Several books as one, comments and all: their rules follow each other, so that of two that hold the one of the earlier book
 * decides. Anchors and conditions get the number of their book, since each book has its own.
 */
export function joinBooks(sources: readonly string[]): string {
  const [first = '', ...rest] = sources
  const document = documentOf(first)
  rest.forEach((source, index) => {
    const more = parseDocument(source)
    renameAnchors(more, `book-${index + 2}-`)
    for (const section of SECTIONS) append(document, section, more.get(section))
    appendConditions(document, more.get('conditions'), `book-${index + 2}-`)
    const flapping = more.get('flapping', true)
    if (flapping !== undefined && !document.has('flapping')) document.set('flapping', flapping)
  })
  return written(document, first)
}

function append(document: Document, section: string, entries: unknown): void {
  if (!isSeq(entries)) return
  const there = document.get(section)
  if (!isSeq(there)) return document.set(section, entries)
  const [first] = entries.items
  // What stands above the first rule of a book is said of the book.
  if (isNode(first) && typeof entries.commentBefore === 'string')
    first.commentBefore = [entries.commentBefore, first.commentBefore].filter(Boolean).join('\n')
  there.items.push(...entries.items)
}

function appendConditions(document: Document, more: unknown, prefix: string): void {
  if (!isMap(more)) return
  const there = document.get('conditions')
  for (const { key } of more.items) if (isScalar(key)) key.value = `${prefix}${String(key.value)}`
  // An alias must come after its anchor, so that conditions stand first.
  if (isMap(there)) there.items.push(...more.items)
  else if (isMap(document.contents))
    document.contents.items.unshift(new Pair(document.createNode('conditions'), more))
}

function renameAnchors(document: Document, prefix: string): void {
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) node.source = `${prefix}${node.source}`
      else if (isCollection(node) || isScalar(node)) {
        if (node.anchor !== undefined) node.anchor = `${prefix}${node.anchor}`
      }
    },
  })
}
