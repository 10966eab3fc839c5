import { askBinding, moodOfTitle } from '#/core/draft/binding.ts'
import { isTitled } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { levelsIn } from '#/core/draft/ladder.ts'
import { idOf, isKnownParty } from '#/core/draft/party.ts'
import { timeFirst } from '#/core/draft/read/entry.ts'
import { draftPromise, draftTick } from '#/core/draft/read/promise.ts'
import type { Around } from '#/core/draft/read/promise.ts'
import { draftRows } from '#/core/draft/read/step-table.ts'
import { ask } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { both, whenOf } from '#/core/draft/when.ts'
import type { When } from '#/core/draft/when.ts'
import { isBlank } from '#/core/draft/words/blank.ts'
import { askedFor } from '#/core/draft/words/clause.ts'
import { unmeasuredIn } from '#/core/draft/words/deadline.ts'
import { levelNameIn } from '#/core/draft/words/level.ts'
import { modalIn } from '#/core/draft/words/modal.ts'
import { partyIn } from '#/core/draft/words/party.ts'
import { spansIn } from '#/core/draft/words/span.ts'
import { baseOf, imperativeOf, isAction } from '#/core/draft/words/verb.ts'

/** Lists in a procedure that hold no steps. */
const NO_STEPS =
  /\b(sources?|examples?|indicators?|iocs?|methods?|tools?|inputs?|outputs?|deliverables?|results?|criteria|questions?|signs|symptoms|references?|definitions?|considerations|participants?|attendees|agenda|contacts?|channels?|templates?|triggers?|record|updates|scenarios?|who can|inclu(des?|ding)|information|content|notes|objectives?|goals?|types?|risks?|assumptions|scope|roles?|reporting channels|produces?|consists?|covers?|contains?|determines?|exceptions?|not required|mistakes|pitfalls|anti-?patterns?)\b/i
const GOAL = /^(goals?|objectives?|purpose|aim)$/i
const OWNER =
  /^(owners?|responsible( party| role)?|lead|led by|performed by|responsibility|assigned to|who|dri|actor)$/i

/** Drafts all steps below a node: points, rows and sentences, with what their titles say of them. */
export function draftSteps(sketch: Sketch, top: Node, around: Around): void {
  const owner = ownerBelow(sketch, top)
  const here = { ...around, ...(owner === undefined ? {} : { by: owner }) }
  const isList = holdsSteps(sketch, top, here.by !== undefined)
  for (const child of top.children)
    if (isList || child.kind !== 'point' || child.children.length > 0)
      draftStep(sketch, child, here)
}

/** Whether most points of a list are something to do. A list of things has a point with a verb in it now and then. */
function holdsSteps(sketch: Sketch, { children }: Node, hasActor: boolean): boolean {
  const points = children.filter(
    ({ kind, children: below }) => kind === 'point' && below.length === 0,
  )
  const isKnown = isKnownParty(sketch)
  const asks = (text: string) =>
    askedFor(text, isKnown) !== undefined || isAction(text) || (hasActor && asOrder(text) !== text)
  const steps = points.filter(
    ({ text, body, box, labelled }) =>
      asks(text) || (labelled && asks(body)) || (box && !text.endsWith('?')),
  )
  return points.length < 3 || steps.length >= points.length / 2
}

function draftStep(sketch: Sketch, node: Node, around: Around): void {
  if (sketch.read.has(node) || node.kind === 'code') return
  if (levelNameIn(node.text) !== undefined) return draftAtLevel(sketch, node, around)
  if (node.kind === 'table') return draftRows(sketch, node, around)
  if (isTitled(node) && node.children.length > 0) return draftBelow(sketch, node, around)
  if (node.text.endsWith('?') || (node.labelled && GOAL.test(node.title))) return
  if (node.labelled && NO_STEPS.test(node.title) && imperativeOf(node.title) === undefined) return
  if (node.labelled && isTime(node.title)) return draftTimed(sketch, node, around)
  // "Isolate: take the host off the network" is a step as a whole; of "Short-term: isolate hosts" what follows is.
  const isWhole =
    !node.labelled ||
    imperativeOf(node.title) !== undefined ||
    imperativeOf(node.body) === undefined
  const text = isCase(node) ? `${node.title}, ${node.body}` : isWhole ? node.text : node.body
  const isPoint = node.kind === 'point' && (!node.labelled || node.body === '')
  const here = { ...around, title: node.text, isStep: isPoint }
  if (draftPromise(sketch, node, around.by === undefined ? text : asOrder(text), here)) return
  if (node.box && isPoint && isTickable(node.text)) draftTick(sketch, node, here)
}

/** "If data has left: tell the authority" is a sentence with its condition, whatever stands between them. */
function isCase({ labelled, title, body }: Node): boolean {
  return labelled && body !== '' && CASE.test(title)
}

/** "SEV1: wake the CTO" is owed at that level; "SEV1: everything is down" says what the level is. */
function draftAtLevel(sketch: Sketch, node: Node, around: Around): void {
  const { ids, whole } = levelsIn(sketch.ladder, caseIn(node.title) ?? node.title)
  if (!node.labelled || !whole || ids.length === 0 || node.children.length > 0) return
  const when = both(around.when, { severity: ids })
  const here = {
    ...around,
    title: node.text,
    isStep: false,
    ...(when === undefined ? {} : { when }),
  }
  if (imperativeOf(node.body) !== undefined) draftPromise(sketch, node, node.body, here)
}

/** A box to be ticked stands before something to be done, unless it is optional, or a choice of a form. */
function isTickable(text: string): boolean {
  return (
    !isBlank(text) &&
    !/^\(?optional\b|^(?:if|when|where)\b/i.test(text) &&
    modalIn(text) === undefined &&
    text.split(' ').length > 2
  )
}

function isTime(label: string): boolean {
  return spansIn(label).length > 0 || unmeasuredIn(label) !== undefined
}

/** "72 hours: notify the authority": what stands before the colon is its time, and must not be lost. */
function draftTimed(sketch: Sketch, node: Node, around: Around): void {
  const sentence = timeFirst(node)
  if (
    sentence !== undefined &&
    draftPromise(sketch, node, sentence, { ...around, title: node.text, isStep: false })
  )
    return
  ask(sketch, 'figure-unclear', `Which time is owed: "${node.text.slice(0, 120)}"?`, [node])
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

const GENERIC =
  /^(actions?|steps|tasks|activities|procedure|checklist|key actions|required actions)$/i

const EITHER = /\b(?:either|one of (?:the following|these)|alternatively)\s*:?$/i

/** Drafts what a procedure holds that has no stages. */
export function draftProcedure(sketch: Sketch, node: Node, around: Around): void {
  if (leadsToSteps(sketch, node)) draftUnder(sketch, node, around)
}

/** A step with others below it, or a title for those below it. */
function draftBelow(sketch: Sketch, node: Node, around: Around): void {
  if (isTitle(node) && !leadsToSteps(sketch, node)) return
  const isStep = node.kind === 'point' && !node.text.endsWith(':')
  // A noun with a list below it is the title of the list.
  const here = { ...around, title: node.text, isStep: false }
  const drafted = isStep && draftPromise(sketch, node, node.text, here)
  draftUnder(sketch, node, around, isStep ? drafted : undefined)
}

/** The steps below a title, with what it says of them. `drafted`: of a step that has others below it, whether it is one itself. */
function draftUnder(sketch: Sketch, node: Node, around: Around, drafted?: boolean): void {
  // Of alternatives only one is done, and which one is not for us to say.
  if (node.children.some(({ text }) => EITHER.test(text)) || EITHER.test(node.text)) {
    ask(sketch, 'not-executed', 'These are alternatives. Which is owed in which case?', [node])
    return
  }
  const isStep = drafted !== undefined
  const restricted = isStep ? undefined : restrictionOf(sketch, node, around.by)
  if (restricted === 'unclear') return
  const when = both(around.when, restricted)
  const by = actorIn(sketch, node) ?? around.by
  const heading = GENERIC.test(node.title) || node.title.length > 80 ? around.heading : node.title
  draftSteps(sketch, node, {
    ...around,
    ...(when === undefined ? {} : { when }),
    ...(by === undefined ? {} : { by }),
    ...(heading === undefined || drafted === true ? {} : { heading }),
  })
}

/** Whether what stands below a title is to be done. What may, should or must not be done is asked about. */
function leadsToSteps(sketch: Sketch, node: Node): boolean {
  const mood = moodOfTitle(node.title)
  if (mood !== undefined) {
    askBinding(sketch, mood, node)
    return false
  }
  return !NO_STEPS.test(node.title) || imperativeOf(node.title) !== undefined
}

const CASE =
  /^(?:if|when|whenever|in (?:the )?(?:case|event) (?:of|that)|for)\s+(?<text>.{2,160})$/i

/** Of "If data has left": "data has left". */
const caseIn = (title: string) => CASE.exec(title)?.groups?.['text']

/** "If personal data is affected:" and "Critical incidents:" restrict what stands below them. */
function restrictionOf(
  sketch: Sketch,
  node: Node,
  by: string | undefined,
): When | 'unclear' | undefined {
  const levels = levelsIn(sketch.ladder, node.title)
  if (levels.whole && levels.ids.length > 0) return { severity: levels.ids }
  const text = caseIn(node.title)
  if (text === undefined) return undefined
  const stated = { text: text.replace(/,.*$/, ''), kind: 'if', open: false } as const
  // What stands behind the comma would be lost, and a figure in the case may be a limit.
  if (text.includes(',') || spansIn(text).length > 0) return 'unclear'
  return whenOf(sketch, stated, node.title, node, by).when
}

/** "Steps for the Scribe", "Incident Commander actions". */
const FOR_ACTOR = /^(?:steps|actions|tasks|checklist|instructions) (?:for|of) (?:the )?(.{2,50})$/i
const ACTIONS = /\s+(?:actions|tasks|steps|checklist)$/i

/** "Upon detection, the Security Officer:" names who does what follows. */
function actorIn(sketch: Sketch, node: Node): string | undefined {
  const { text, title, kind } = node
  const [, named] = FOR_ACTOR.exec(title) ?? []
  const isActor =
    kind === 'lead' || text.endsWith(':') || named !== undefined || ACTIONS.test(title)
  if (!isActor) return undefined
  const said = named ?? title.replace(ACTIONS, '')
  const subject = said
    .replace(/^[^,]{0,80},\s*/, '')
    .replace(/\s+(?:must|shall|will|is responsible for|are responsible for|then)\b.*$/i, '')
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
    if (party === undefined || party.vague) continue
    if (party.kind !== 'inside' && party.kind !== 'on-call') continue
    sketch.read.add(child)
    return idOf(sketch, party, child)
  }
  return undefined
}

/** Sentences that say what a stage, or a part of it, is to reach. */
export function goalsAmong(sketch: Sketch, nodes: Iterable<Node>): readonly Node[] {
  return [...nodes].filter(
    node => node.labelled && GOAL.test(node.title) && node.body !== '' && !sketch.read.has(node),
  )
}
