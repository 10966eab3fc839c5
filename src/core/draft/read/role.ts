import { isTitled, isUnder, saysSomething } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { isOnCall, onCall, partyOf } from '#/core/draft/party.ts'
import type { Party } from '#/core/draft/party.ts'
import { ask, askBlanks, inert } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { isBlank } from '#/core/draft/words/blank.ts'
import { ADDRESS_LEFT_OUT } from '#/core/draft/document/address.ts'
import { looksLikeParty, partyName } from '#/core/draft/words/party.ts'
import { baseOf, imperativeOf } from '#/core/draft/words/verb.ts'
import { LINE_LENGTH_MAX } from '#/core/plan/limits.ts'

const ROLES =
  /^(?:the )?(?:team|people|who|who is who|who we are|who does what)$|\b(roles?|responsibilit(?:y|ies)|response team|incident team|team (?:structure|members|roles)|raci|organi[sz]ation|who does what|core team|personnel|irt|csirt|cirt|stakeholders|governance)\b/i
const NO_ROLES =
  /\b(severity|classification|escalation|communication (?:plan|channels?)|process|procedure|phase|contact(?:s| information| list)?|external|training)\b/i
const HOLDER =
  /^(primary|holders?|held by|assigned to|assignee|assigned|filled by|default|current holder|person|name|names|who|staffed by|incumbent|owner|position|title|responsable)$/i
const BACKUP =
  /^(backup|back-up|alternates?|deputy|deputies|secondary|delegate|successor|stand-?in|substitute|tertiary)s?( contact| holder)?$/i
const DUTIES =
  /^((key |main |primary )?(responsibilit(?:y|ies)|duties|duty|tasks|activities|functions?)( & expectations| and duties| include)?|responsible for|what they do|description|role description|role|purpose|accountabilities|actions)$/i

/** Reads who takes part in the response: roles with their duties, who holds them and who stands in. */
export function readRoles(sketch: Sketch): void {
  for (const node of sketch.nodes) {
    if (sketch.read.has(node)) continue
    if (node.kind === 'table') readRoleTable(sketch, node)
    else if (isRoleNode(node)) readRole(sketch, node)
  }
  for (const node of sketch.nodes) if (!sketch.read.has(node)) readResponsible(sketch, node)
}

function isRoleNode(node: Node): boolean {
  const { parent, title, kind } = node
  if (
    parent === undefined ||
    !looksLikeParty(roleName(title)) ||
    NO_ROLES.test(title) ||
    isBlank(title)
  )
    return false
  if (isOnCall(title) || isListOfRoles(node)) return false
  if (ROLES.test(roleName(title)) && isTitled(node) && node.children.every(isTitled)) return false
  const below = ROLES.test(parent.title) && !NO_ROLES.test(parent.title)
  if (kind === 'heading') return below || (isUnder(node, ROLES) && hasDuties(node))
  if (kind === 'point' || kind === 'prose' || kind === 'lead')
    return below && (node.labelled || node.children.length > 0 || node.text.length <= 60)
  return false
}

function hasDuties({ children }: Node): boolean {
  return children.some(({ title }) => DUTIES.test(title) || HOLDER.test(title))
}

function roleName(title: string): string {
  return partyName(title.replace(/^(?:the|role:?)\s+/i, ''))
}

/** A list of roles with a name of its own, such as "Core team:". */
function isListOfRoles({ children }: Node): boolean {
  return children.filter(child => child.labelled && looksLikeParty(child.title)).length >= 2
}

function declare(
  sketch: Sketch,
  name: string,
  node: Node,
): Party & { role: NonNullable<Party['role']> } {
  const party = partyOf(sketch, name, node)
  party.role ??= { holders: [], duties: [] }
  party.about.add(node)
  sketch.read.add(node)
  askBlanks(sketch, node)
  return party as Party & { role: NonNullable<Party['role']> }
}

function readRole(sketch: Sketch, node: Node): void {
  const party = declare(sketch, node.title, node)
  if (node.labelled && node.body !== '' && !isBlank(node.body)) readBody(sketch, party, node)
  for (const child of node.children) readAboutRole(sketch, party, child)
}

/** "CTO or Security Officer" names holders, "Coordinates the response" a duty. */
function readBody(sketch: Sketch, party: Party, node: Node): void {
  if (node.body.includes(ADDRESS_LEFT_OUT)) askAddress(sketch, node)
  else if (!addHolders(sketch, party, node.body, node)) addDuty(party, node.body)
}

function readAboutRole(sketch: Sketch, party: Party, child: Node): void {
  const { role } = party
  if (role === undefined || child.kind === 'table' || child.kind === 'code') return
  const understood = aboutRole(sketch, party, child)
  if (!understood) return
  sketch.read.add(child)
  if (saysSomething(child)) party.about.add(child)
  askBlanks(sketch, child)
}

function aboutRole(sketch: Sketch, party: Party, child: Node): boolean {
  const { title, body, labelled, children, kind } = child
  if (HOLDER.test(title) || BACKUP.test(title)) {
    const listed = children.map(({ text }) => text)
    const named = body === '' || body === title ? listed.join(', ') : body
    return isBlank(named) || addHolders(sketch, party, named, child)
  }
  if (DUTIES.test(title)) {
    if (body !== '' && labelled) addDuty(party, body)
    for (const point of children) takeDuty(sketch, party, point)
    return body !== '' || children.length > 0
  }
  if (kind === 'heading' || kind === 'lead' || (labelled && !isDutyLabel(title))) return false
  if (kind !== 'point' && !isDutySentence(child.text)) return false
  addDuty(party, child.text)
  for (const point of children) takeDuty(sketch, party, point)
  return true
}

function isDutyLabel(title: string): boolean {
  return imperativeOf(title) !== undefined
}

/** "Coordinates the response and decides on …": what a role is there for, told of it. */
function isDutySentence(text: string): boolean {
  const [first = ''] = text.split(' ')
  return (
    imperativeOf(text) !== undefined ||
    (first.endsWith('s') && baseOf(first) !== undefined) ||
    /^(?:is )?(?:responsible|accountable|overall|focal point|single point|provides|ensures)/i.test(
      text,
    )
  )
}

function takeDuty(sketch: Sketch, party: Party, point: Node): void {
  if (point.kind === 'table' || point.kind === 'code' || point.kind === 'heading') return
  addDuty(party, point.text)
  sketch.read.add(point)
  party.about.add(point)
  for (const below of point.children) takeDuty(sketch, party, below)
}

function addDuty({ role }: Party, text: string): void {
  const duty = inert(text.replace(/[\s.;]+$/, ''))
  if (duty !== '')
    role?.duties.push(
      duty.length <= LINE_LENGTH_MAX
        ? duty
        : `${duty.slice(0, LINE_LENGTH_MAX - 1).toWellFormed()}…`,
    )
}

const WHOEVER_IS_ON_CALL =
  /^(?:whoever is |the person |the engineer )?(?:currently )?on[- ]call\.?$/i

/** Positions that hold a role, when nothing else stands there. */
function addHolders(sketch: Sketch, party: Party, text: string, node: Node): boolean {
  if (WHOEVER_IS_ON_CALL.test(text)) {
    party.role?.holders.push(onCall(sketch, node))
    return true
  }
  if (text.length > 120) return false
  const parts = text
    .replace(/\s*\([^()]*\)/g, '')
    .split(/\s*(?:\/|,|;|\bor\b|\band\b|&|\+|→|>)\s*/i)
    .filter(part => part !== '')
  if (
    parts.length === 0 ||
    parts.length > 6 ||
    !parts.every(part => looksLikeParty(part) && imperativeOf(part) === undefined)
  ) {
    askPerson(sketch, text, node)
    return false
  }
  for (const part of parts) {
    const holder = partyOf(sketch, part, node)
    holder.about.add(node)
    if (holder !== party && !party.role?.holders.includes(holder)) party.role?.holders.push(holder)
  }
  return true
}

const PERSON =
  /^(?:(?:dr|mr|mrs|ms|prof)\.? )?\p{Lu}[\p{L}'’-]+(?: \p{Lu}\.?)?(?: \p{Lu}[\p{L}'’-]+){1,2}(?:, ?(?:MD|PhD|CISSP|Esq)\.?)?$/u

/** A person's name is no business of the plan: the directory says who holds a position. */
function askPerson(sketch: Sketch, text: string, node: Node): void {
  if (PERSON.test(text))
    ask(
      sketch,
      'address',
      'These name people, numbers or addresses: the directory must hold them (`tocsin directory`).',
      [node],
    )
}

function askAddress(sketch: Sketch, node: Node): void {
  ask(
    sketch,
    'address',
    'These name people, numbers or addresses: the directory must hold them (`tocsin directory`).',
    [node],
  )
}

const ROLE_COLUMN =
  /^(roles?|position|function|team role|irt role|team member|title|rôle|responsible role|role ?\/ ?title|team|member)$/i
const DUTY_COLUMN =
  /\b(responsibilit(y|ies)|dut(y|ies)|description|function|tasks?|responsabilités|accountabilities|purpose)\b/i

function readRoleTable(sketch: Sketch, table: Node): void {
  const at = table.columns.findIndex(column => ROLE_COLUMN.test(column.trim()))
  const duty = table.columns.findIndex((column, index) => index !== at && DUTY_COLUMN.test(column))
  const holder = table.columns.findIndex(
    (column, index) => index !== at && HOLDER.test(column.trim()),
  )
  const backup = table.columns.findIndex(
    (column, index) => index !== at && BACKUP.test(column.trim()),
  )
  // A table of addresses names positions, which `contact.ts` reads.
  const isDirectory = table.columns.some(column => /\b(phone|e-?mail|mobile|pager)\b/i.test(column))
  if (at === -1 || (duty === -1 && (isDirectory || (holder === -1 && backup === -1)))) return
  for (const row of table.children) {
    const name = row.cells[at] ?? ''
    if (isOnCall(name)) {
      onCall(sketch, row)
      continue
    }
    if (isBlank(name) || partyName(name) === '' || name.length > 60) continue
    // In a table of roles whatever stands in the column of roles is one, if it is not a sentence.
    if (!looksLikeParty(name) && name.split(' ').length > 5) continue
    readRoleRow(sketch, row, { at, duty, holders: [holder, backup].filter(index => index !== -1) })
  }
}

type RoleColumns = {
  readonly at: number
  readonly duty: number
  readonly holders: readonly number[]
}

function readRoleRow(sketch: Sketch, row: Node, { at, duty, holders }: RoleColumns): void {
  const party = declare(sketch, row.cells[at] ?? '', row)
  const left: string[] = []
  for (const [index, cell] of row.cells.entries()) {
    if (index === at || cell === '' || /^[-–—]$/.test(cell)) continue
    const column = row.parent?.columns[index] ?? ''
    if (cell.includes(ADDRESS_LEFT_OUT) || /\b(contact|phone|email|mobile|pager)\b/i.test(column))
      askAddress(sketch, row)
    else if (index === duty) for (const part of cell.split(/;\s+/)) addDuty(party, part)
    else if (holders.includes(index)) {
      if (!isBlank(cell) && !addHolders(sketch, party, cell, row)) left.push(`${column}: ${cell}`)
    } else if (!isBlank(cell)) left.push(`${column}: ${cell}`)
  }
  if (left.length > 0) sketch.leftOver.push({ node: row, text: left.join('; ') })
}

const RESPONSIBLE =
  /^(?:the )?(.{3,60}?)\s+(?:is|are|shall be|will be|has|holds)\s+(?:ultimately |overall |primarily |solely )?(?:responsible|accountable|in charge)\s+(?:for|of)\s+(.{3,})$/is

/** "The Security Officer is responsible for …", wherever it stands. */
function readResponsible(sketch: Sketch, node: Node): void {
  if (node.kind !== 'prose' && node.kind !== 'point' && node.kind !== 'lead') return
  const [, name = '', duty = ''] = RESPONSIBLE.exec(node.text) ?? []
  if (
    name === '' ||
    !looksLikeParty(name) ||
    /,| and | or /.test(name) ||
    /\bteam members\b/i.test(name)
  )
    return
  const party = declare(sketch, name, node)
  if (!/^(?:the )?following|:$/.test(duty.trim())) addDuty(party, duty)
  for (const child of node.children) takeDuty(sketch, party, child)
}
