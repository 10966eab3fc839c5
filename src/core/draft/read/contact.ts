import { ADDRESS_LEFT_OUT } from '#/core/draft/document/address.ts'
import { isUnder } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { isOnCall, onCall, partyOf } from '#/core/draft/party.ts'
import { ask, askBlanks } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { isBlank } from '#/core/draft/words/blank.ts'
import { looksLikeParty, partyName } from '#/core/draft/words/party.ts'

const CONTACTS =
  /\b(contacts?|contact (?:information|list|details)|call tree|phone tree|emergency numbers)\b/i
const ROLE = /\b(role|title|position|function|team|department)\b/i

/** Reads lists and tables of contacts: which positions there are. Their addresses stay outside the plan. */
export function readContacts(sketch: Sketch): void {
  for (const node of sketch.nodes) {
    if (sketch.read.has(node)) continue
    if (node.kind === 'row') readRow(sketch, node)
    else if (node.labelled && isUnder(node, CONTACTS)) readLine(sketch, node)
    if (node.text.includes(ADDRESS_LEFT_OUT)) askAddress(sketch, node)
  }
}

function readRow(sketch: Sketch, row: Node): void {
  const columns = row.parent?.columns ?? []
  const at = columns.findIndex(column => ROLE.test(column))
  const isContact = columns.some(column =>
    /\b(phone|email|e-mail|mobile|pager|contact|telephone)\b/i.test(column),
  )
  if (at === -1 || !isContact || (!isUnder(row, CONTACTS) && columns.length < 3)) return
  name(sketch, row, row.cells[at] ?? '')
}

function readLine(sketch: Sketch, node: Node): void {
  if (node.children.length > 0 && node.body === '') return
  name(sketch, node, node.title)
}

function name(sketch: Sketch, node: Node, written: string): void {
  askBlanks(sketch, node)
  if (isOnCall(written)) {
    onCall(sketch, node)
    return askAddress(sketch, node)
  }
  for (const one of written.split(/\s*\/\s*/)) nameOne(sketch, node, one)
}

function nameOne(sketch: Sketch, node: Node, written: string): void {
  const title = partyName(written)
  if (!looksLikeParty(title) || isBlank(title) || /\b(email|support|hotline|line)\b/i.test(title))
    return
  const party = partyOf(sketch, written, node)
  party.about.add(node)
  // A position that the directory has to fill, even if no promise asks it for anything.
  if (party.role === undefined) party.isHolder = true
  sketch.read.add(node)
  askAddress(sketch, node)
}

function askAddress(sketch: Sketch, node: Node): void {
  ask(
    sketch,
    'address',
    'These name people, numbers or addresses: the directory must hold them (`tocsin directory`).',
    [node],
  )
}
