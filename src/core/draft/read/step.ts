import { isTitled } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { levelsIn } from '#/core/draft/ladder.ts'
import { idOf, isKnownParty } from '#/core/draft/party.ts'
import { draftPromise } from '#/core/draft/read/promise.ts'
import type { Around } from '#/core/draft/read/promise.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { both } from '#/core/draft/when.ts'
import { levelNameIn } from '#/core/draft/words/level.ts'
import { partyIn } from '#/core/draft/words/party.ts'
import { baseOf, imperativeOf } from '#/core/draft/words/verb.ts'

/** Lists in a procedure that hold no steps. */
const NO_STEPS =
  /\b(sources?|examples?|indicators?|iocs?|methods?|tools?|inputs?|outputs?|deliverables?|results?|criteria|questions?|signs|symptoms|references?|definitions?|considerations|participants?|attendees|agenda|contacts?|channels?|templates?|triggers?|record|updates|scenarios?|who can|inclu(des?|ding)|information|content|notes|objectives?|goals?|types?|risks?|assumptions|scope|roles?|reporting channels|produces?|consists?|covers?|contains?|determines?)\b/i
const GOAL = /^(goals?|objectives?|purpose|aim)$/i
const OWNER =
  /^(owners?|responsible( party| role)?|lead|led by|performed by|responsibility|assigned to|who|dri|actor)$/i

/** Drafts all steps below a node: points, rows and sentences, with what their titles say of them. */
export function draftSteps(sketch: Sketch, top: Node, around: Around): void {
  const owner = ownerBelow(sketch, top)
  const here = { ...around, ...(owner === undefined ? {} : { by: owner }) }
  for (const child of top.children) draftStep(sketch, child, here)
}

function draftStep(sketch: Sketch, node: Node, around: Around): void {
  if (sketch.read.has(node) || levelNameIn(node.text) !== undefined) return
  if (node.kind === 'table') return draftRows(sketch, node, around)
  if (node.kind === 'code') return
  if (isTitled(node) && node.children.length > 0) return draftBelow(sketch, node, around)
  if (node.labelled && GOAL.test(node.title)) return
  if (node.labelled && NO_STEPS.test(node.title) && imperativeOf(node.title) === undefined) return
  // "Isolate: take the host off the network" is a step as a whole; of "Short-term: isolate hosts" what follows is.
  const isWhole =
    !node.labelled ||
    imperativeOf(node.title) !== undefined ||
    imperativeOf(node.body) === undefined
  const text = isWhole ? node.text : node.body
  const isProse = node.kind === 'prose'
  draftPromise(sketch, node, around.by === undefined ? text : asOrder(text), {
    ...around,
    title: text,
    isStep: !isProse && (!node.labelled || node.body === ''),
  })
}

/** "Logs the event", below whoever does it, is what "Log the event" is. */
function asOrder(text: string): string {
  const [first = '', ...rest] = text.split(' ')
  const base = /s$/i.test(first) && imperativeOf(text) === undefined ? baseOf(first) : undefined
  return base === undefined ? text : [base, ...rest].join(' ')
}

function isTitle({ kind, labelled, text }: Node): boolean {
  return kind === 'heading' || kind === 'lead' || labelled || text.endsWith(':')
}

/** A step with others below it, or a title for those below it. */
function draftBelow(sketch: Sketch, node: Node, around: Around): void {
  if (isTitle(node) && NO_STEPS.test(node.title) && imperativeOf(node.title) === undefined) return
  const isStep = node.kind === 'point' && !node.text.endsWith(':')
  // A noun with a list below it is the title of the list.
  const drafted = isStep && draftPromise(sketch, node, node.text, { ...around, isStep: false })
  const levels = levelsIn(sketch.ladder, node.title)
  const when =
    levels.whole && levels.ids.length > 0
      ? both(around.when, { severity: levels.ids })
      : around.when
  const by = actorIn(sketch, node) ?? around.by
  const generic =
    /^(actions?|steps|tasks|activities|procedure|checklist|key actions|required actions)$/i.test(
      node.title,
    )
  const heading = generic || node.title.length > 80 ? around.heading : node.title
  draftSteps(sketch, node, {
    ...around,
    ...(when === undefined ? {} : { when }),
    ...(by === undefined ? {} : { by }),
    ...(heading === undefined || drafted ? {} : { heading }),
  })
}

/** "Upon detection, the Security Officer:" names who does what follows. */
function actorIn(sketch: Sketch, node: Node): string | undefined {
  const { text, title, kind } = node
  if (kind !== 'lead' && !text.endsWith(':')) return undefined
  const subject = title
    .replace(/^[^,]{0,80},\s*/, '')
    .replace(/\s+(?:must|shall|will|should|is responsible for|are responsible for|then)\b.*$/i, '')
  const party = partyIn(subject, isKnownParty(sketch))
  if (party === undefined || (party.kind !== 'inside' && party.kind !== 'on-call') || party.vague)
    return undefined
  return idOf(sketch, party, node)
}

/** "Owner: Security Lead" among the steps. */
function ownerBelow(sketch: Sketch, top: Node): string | undefined {
  for (const child of top.children) {
    if (!child.labelled || !OWNER.test(child.title) || child.body === '') continue
    const party = partyIn(child.body, isKnownParty(sketch))
    if (party === undefined || party.vague || (party.kind !== 'inside' && party.kind !== 'on-call'))
      continue
    sketch.read.add(child)
    const id = idOf(sketch, party, child)
    return id
  }
  return undefined
}

const ACTION = /\b(action|step|task|activity|activities|what|procedure)s?\b/i
const BY = /\b(owner|responsible|who|role|assigned|lead|by whom|actor|performed by)\b/i
const TIME = /\b(time|timeline|timeframe|deadline|when|target|sla|within|due)\b/i

/** A table of steps: what, by whom, by when. */
function draftRows(sketch: Sketch, table: Node, around: Around): void {
  const action = table.columns.findIndex(column => ACTION.test(column))
  if (action === -1) return
  const owner = table.columns.findIndex((column, index) => index !== action && BY.test(column))
  const time = table.columns.findIndex(
    (column, index) => index !== action && index !== owner && TIME.test(column),
  )
  for (const row of table.children) {
    if (sketch.read.has(row)) continue
    const party = owner === -1 ? undefined : partyIn(row.cells[owner] ?? '', isKnownParty(sketch))
    const named = party !== undefined && (party.kind === 'inside' || party.kind === 'on-call')
    const by = named ? idOf(sketch, party, row) : around.by
    const when = time === -1 ? '' : (row.cells[time] ?? '')
    const text = row.cells[action] ?? ''
    const timed = /^(?:within|in|immediately|by|no later|<)/i.test(when)
      ? `${text} ${when.replace(/^</, 'within ')}`
      : text
    const done = draftPromise(sketch, row, timed, {
      ...around,
      isStep: true,
      ...(by === undefined ? {} : { by }),
    })
    if (!done) continue
    const left = row.cells.flatMap((cell, index) =>
      cell === '' ||
      index === action ||
      (index === owner && named) ||
      (index === time && timed !== text)
        ? []
        : [`${table.columns[index] ?? ''}: ${cell}`],
    )
    if (left.length > 0) sketch.leftOver.push({ node: row, text: left.join('; ') })
  }
}

/** Sentences that say what a stage, or a part of it, is to reach. */
export function goalsAmong(sketch: Sketch, nodes: Iterable<Node>): readonly Node[] {
  return [...nodes].filter(
    node => node.labelled && GOAL.test(node.title) && node.body !== '' && !sketch.read.has(node),
  )
}
