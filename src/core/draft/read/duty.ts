import { levelsAround } from '#/core/draft/around.ts'
import { isUnbound } from '#/core/draft/binding.ts'
import { clockOf } from '#/core/draft/clock.ts'
import { above, isUnder } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { isKnownParty } from '#/core/draft/party.ts'
import { askWho, draftPromise } from '#/core/draft/read/promise.ts'
import { ask, draft, leaveOpen, titled } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { levelsIn } from '#/core/draft/ladder.ts'
import { whenOf } from '#/core/draft/when.ts'
import type { When } from '#/core/draft/when.ts'
import { askedFor } from '#/core/draft/words/clause.ts'
import type { AskedFor } from '#/core/draft/words/clause.ts'
import { deadlinesIn, targetIn } from '#/core/draft/words/deadline.ts'
import { modalIn } from '#/core/draft/words/modal.ts'
import { recurrencesIn } from '#/core/draft/words/recurrence.ts'

/** Where sentences explain and bind nobody. */
export const EXPLAINS =
  /\b(purpose|scope|introduction|overview|background|definitions?|glossary|terms|objectives?|references?|related documents|revision|change log|version history|document (?:history|control|information)|table of contents|contents|templates?|examples?|appendix|legend|about|resources|tools?|principles|abstract|summary|disclaimer)\b/i
const OUTSIDE_INCIDENTS =
  /\b(preparation|prevention|training|testing|exercises?|policy statements?|maintenance|backup|business continuity)\b/i
const RESPONSE =
  /\b(incident|breach|respon\w*|communicat\w*|notif\w*|escalat\w*|coordinat\w*|identif\w*|detect\w*|triage|assess\w*|contain\w*|eradicat\w*|recover\w*|resol\w*|clos\w*|improve\w*|review|evidence|post-?mortem|disclosure|report\w*|during|after|when|procedure|process|phase|step)\b/i
const OF_THE_PLAN =
  /\b(?:this|the) (?:plan|policy|document|program(?:me)?|procedure|irp|standard)\b/i

/** Reads the sentences that no other reader understood: who must do what, and by when. */
export function readDuties(sketch: Sketch, lost: (node: Node) => boolean): void {
  for (const node of sketch.nodes) {
    if (sketch.read.has(node) || lost(node) || (node.kind !== 'prose' && node.kind !== 'point'))
      continue
    if (
      node.text.endsWith('?') ||
      node.text.endsWith(':') ||
      isUnder(node, EXPLAINS) ||
      isUnbound(node)
    )
      continue
    if (!readTargetSentence(sketch, node) && !readMeeting(sketch, node)) readDuty(sketch, node)
  }
}

function readDuty(sketch: Sketch, node: Node): void {
  const text = node.labelled && node.body !== '' ? node.body : node.text
  const asked = askedFor(text, isKnownParty(sketch))
  if (
    asked === undefined ||
    asked.mood === 'should' ||
    asked.mood === 'may' ||
    asked.mood === 'never'
  )
    return
  if (OF_THE_PLAN.test(text) || isUnder(node, OUTSIDE_INCIDENTS)) return
  if (!isPlain(asked, node)) {
    ask(
      sketch,
      'not-executed',
      'These may be promises, and the draft only keeps them. Which are owed in an incident, by whom, and when?',
      [node],
    )
    return
  }
  const when = levelsAround(sketch, node)
  draftPromise(sketch, node, text, {
    isStep: false,
    title: node.text,
    ...(when === undefined ? {} : { when }),
  })
}

/** Whether a sentence is plainly about an incident that is going on. */
function isPlain(
  { mood, verb, deadlines, recurrences, condition, subject, passive }: AskedFor,
  node: Node,
): boolean {
  const tells = /^(notify|inform|alert|tell|escalate|page|contact|report)$/.test(verb)
  const holds = /^(hold|conduct|schedule|convene|preserve|collect|gather|classify|call)$/.test(verb)
  // An order outside a procedure may be meant for the reader: "Report it through the form".
  const isMessage = /^(notify|inform|alert|escalate|page)$/.test(verb)
  if (mood === 'order')
    return deadlines.length > 0 || recurrences.length > 0 || (isMessage && isInResponse(node))
  if (deadlines.length > 0 || condition !== undefined) return true
  return isInResponse(node) && (tells || holds || (subject !== undefined && !passive) || passive)
}

function isInResponse(node: Node): boolean {
  return [...above(node)].some(({ title }) => RESPONSE.test(title))
}

const MEETING =
  /\b(post-?mortems?|post-?incident (?:review|meeting)|lessons[- ]learned (?:meeting|session|review)|retrospectives?|after[- ]action review|incident review)\b/i

/** "Post-mortem within five days of resolution": a meeting with a time, however the sentence goes. */
function readMeeting(sketch: Sketch, node: Node): boolean {
  const { text } = node
  const [deadline, ...others] = deadlinesIn(text)
  const modality = modalIn(text)?.modality
  if (!MEETING.test(text) || deadline === undefined || others.length > 0) return false
  if (
    /\b(?:reports?|documents?|documented|publish(?:ed)?|action items?|draft(?:ed)?)\b/i.test(text)
  )
    return false
  if ((modality !== undefined && modality !== 'must') || recurrencesIn(text).length > 0)
    return false
  const when = levelsAround(sketch, node) ?? mentioned(sketch, text)
  draft(
    sketch,
    'obligations',
    titled(text).title,
    {
      ...titled(text),
      ...(when === undefined ? {} : { when }),
      do: 'meet',
      ...clockOf(sketch, deadline, node),
    },
    [node],
  )
  askWho(sketch, node)
  return true
}

function mentioned(sketch: Sketch, text: string): When | undefined {
  const { ids } = levelsIn(sketch.ladder, text)
  return ids.length === 0 ? undefined : { severity: ids }
}

const STATED =
  /^(?:the |our )?(?:sla|target|deadline|time limit|objective)\s+for\s+(?<what>.{3,120}?)\s+is\s+(?<time>.{3,60})$/is

/** "The SLA for fixing critical vulnerabilities is 24 hours." */
function readTargetSentence(sketch: Sketch, node: Node): boolean {
  const { what = '', time = '' } = STATED.exec(node.text)?.groups ?? {}
  const stated = time === '' ? undefined : targetIn(time)
  if (stated === undefined || !('within' in stated)) return false
  const { when } = whenOf(
    sketch,
    { text: `this is about ${what}`, kind: 'if', open: false },
    what,
    node,
    undefined,
  )
  const obligation = draft(
    sketch,
    'obligations',
    what,
    { ...titled(node.text), when, do: 'task', ...clockOf(sketch, stated, node) },
    [node],
  )
  askWho(sketch, node)
  leaveOpen(
    obligation,
    'The document does not say from when it counts. Here: from when it is owed.',
  )
  ask(
    sketch,
    'start-missing',
    'From when does the time count? The draft counts from when it is owed.',
    [node],
  )
  return true
}
