import type { Node } from '#/core/draft/document/node.ts'
import { audienceOf, idOf, isKnownParty, unnamedAudience } from '#/core/draft/party.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { channelsIn } from '#/core/draft/words/channel.ts'
import type { AskedFor } from '#/core/draft/words/clause.ts'
import { nameFrom } from '#/core/draft/words/name.ts'
import { partiesIn } from '#/core/draft/words/party.ts'
import type { NamedParty } from '#/core/draft/words/party.ts'

/** What an obligation asks for, as keys of the language. `automatic`: the product does it, and nobody owes it. */
export type DraftedAct = { readonly keys: Record<string, unknown>; readonly automatic: boolean }

const TASK: DraftedAct = { keys: { do: 'task' }, automatic: false }

const TELL = /^(notify|inform|alert|warn|tell|advise|brief|contact|email|message|update)$/
const WAKE = /^(page|call|wake|activate|assemble|mobilise|mobilize|convene|engage)$/
const SEND =
  /^(send|provide|issue|give|deliver|post|publish|submit|share|distribute|disseminate|communicate|report|escalate|release|make|reach)$/
const MESSAGE =
  /\b(notifications?|notices?|alerts?|updates?|communications?|messages?|briefings?|reports?|emails?|announcements?|posts?|incidents?|breach(es)?|it|out|findings|details|disclosure|information)\b/i
const MEETING =
  /\b(post-?mortems?|post-?incident (review|analysis|meeting)|lessons[- ]learned|retrospectives?|incident review|review meeting|debrief(ing)?s?|after[- ]action|blameless|hot wash)\b/i
const HOLD =
  /^(hold|conduct|schedule|convene|organise|organize|call|run|have|perform|complete|facilitate|arrange|lead|do)$/
const WRITTEN =
  /\b(report|document|template|write-?up|summary|notes|action items?|findings|minutes)\b/i
const EVIDENCE =
  /\b(evidence|logs?|snapshots?|memory( dumps?)?|images?|artefacts?|artifacts?|forensic|screenshots?|recordings?|samples?|packet captures?)\b/i
const GATHER =
  /^(preserve|collect|gather|capture|secure|acquire|save|snapshot|retain|record|obtain|take|copy)$/

/** What a sentence asks for. More than one act when those who are told are of different kinds. */
export function actsOf(
  sketch: Sketch,
  asked: AskedFor,
  by: string | undefined,
  node: Node,
): readonly DraftedAct[] {
  const { verb, object, passive } = asked
  const level = levelOf(sketch, asked)
  if (level !== undefined) return [{ keys: { do: 'escalate', level }, automatic: true }]
  const whole = `${verb} ${object}`
  if (MEETING.test(object) && HOLD.test(verb) && !WRITTEN.test(object))
    return [{ keys: { do: 'meet' }, automatic: false }]
  if (/^(provide|give)$/.test(verb) && /\bfeedback\b/i.test(asked.text)) return [feedback()]
  const told = toldIn(sketch, asked)
  if (told !== undefined)
    return told.length === 0 ? [TASK] : messages(sketch, asked, told, by, node)
  if (isUpdate(asked)) return [update(sketch, undefined, node)]
  const first = object.split(/[;,.(]/)[0] ?? ''
  if (GATHER.test(verb) && EVIDENCE.test(first.split(' ').slice(0, 7).join(' ')))
    return kindsOf(object).map(kind => ({ keys: { do: 'gather', kind }, automatic: false }))
  if (
    /^(classify|assess|assign|determine|evaluate|establish|set|identify|define)$/.test(verb) &&
    !passive &&
    /^(?:an? |the |initial |incident |its )*(severity|priority)( level| rating| classification)?\b(?! and)/i.test(
      object,
    )
  )
    return [{ keys: { do: 'task', met: 'classified' }, automatic: false }]
  if (/\btake(s)? (?:\w+ )?notes\b/i.test(whole) || (verb === 'take' && /\bnotes\b/i.test(object)))
    return [{ keys: { do: 'notes' }, automatic: false }]
  return [TASK]
}

function feedback(): DraftedAct {
  return { keys: { do: 'feedback' }, automatic: false }
}

/** The level of the ladder of escalation that a sentence names, if there is such a level. */
function levelOf(sketch: Sketch, { verb, text }: AskedFor): number | undefined {
  if (verb !== 'escalate' && !/\bescalat/i.test(text)) return undefined
  const [, number] = /\bto (?:escalation )?(?:level|tier|l)[ -]?(\d{1,2})\b/i.exec(text) ?? []
  const isLevel = sketch.elements.some(
    ({ section, id }) => section === 'escalation' && id === number,
  )
  return isLevel ? Number(number) : undefined
}

/** Whom a sentence wants told. Undefined when it is about something else; empty when it does not say so that one could tell. */
function toldIn(
  sketch: Sketch,
  { verb, object, passive, text }: AskedFor,
): readonly NamedParty[] | undefined {
  const isKnown = isKnownParty(sketch)
  if (TELL.test(verb) && passive) return partiesIn(object, isKnown) ?? []
  if (TELL.test(verb)) {
    if (
      verb === 'update' &&
      !/^(?:the |all |our )*(?:stakeholders|customers|users|team|executives|management|reporter|clients)/i.test(
        object,
      )
    )
      return undefined
    return named(object, isKnown) ?? []
  }
  if (WAKE.test(verb) && !passive) {
    const parties = named(object, isKnown)
    return parties?.every(({ kind }) => kind === 'inside' || kind === 'on-call') === true
      ? parties
      : undefined
  }
  if (!SEND.test(verb) || !MESSAGE.test(`${verb} ${object}`)) return undefined
  const [, to] = /\bto\s+(?!be\b)(.+)$/i.exec(verb === 'report' || !passive ? object : text) ?? []
  if (to === undefined) return undefined
  return named(to, isKnown)
}

/** Whoever is named where a sentence begins to say who is told; "of" may be part of a name, or go on with about what. */
function named(
  written: string,
  isKnown: (name: string) => boolean,
): readonly NamedParty[] | undefined {
  const phrase = untilNext(written.replace(/^to\s+/i, ''))
  const shorter = phrase.split(/\sof\s/i)[0] ?? phrase
  const candidates = [
    phrase,
    shorter,
    phrase.split(',')[0] ?? phrase,
    shorter.split(',')[0] ?? shorter,
  ]
  for (const candidate of candidates) {
    const parties = partiesIn(candidate.replace(/,\s*$/, '').trim(), isKnown)
    if (parties !== undefined) return parties
  }
  return undefined
}

const NEXT =
  /\s(?:about|that|via|by|through|regarding|when|if|using|as|on|with|in|for|to|so|who|concerning|per|at|from|according|after|before|over|immediately|promptly|without|and (?=(?:provide|begin|start|open|request|document|ask|ensure|confirm|include|share|escalate|report|notify)\b))\s|[.;:(–—]|\s-\s/i

function untilNext(text: string): string {
  return (text.split(NEXT)[0] ?? text).trim()
}

function messages(
  sketch: Sketch,
  asked: AskedFor,
  told: readonly NamedParty[],
  by: string | undefined,
  node: Node,
): readonly DraftedAct[] {
  const { verb, text, recurrences } = asked
  if (WAKE.test(verb)) {
    const to = told.map(party => idOf(sketch, party, node))
    return [{ keys: { do: 'page', to, text: MESSAGE_TEXT }, automatic: true }]
  }
  const groups = Map.groupBy(told, ({ kind }) => kindOfMessage(kind))
  const via = channelsIn(text)
  return [...groups].map(([kind, parties]) => {
    const to = parties.map(party => audienceOf(sketch, party, node))
    const repeated = recurrences.length > 0 || /\b(status |regular )updates?\b/i.test(text)
    if (kind === 'inside' && (by !== undefined || repeated))
      return { keys: { do: 'update', to }, automatic: false }
    if (kind === 'inside')
      return {
        keys: { do: 'notify', to, ...(via.length > 0 ? { via } : {}), text: MESSAGE_TEXT },
        automatic: true,
      }
    if (repeated) return { keys: { do: 'update', to }, automatic: false }
    return { keys: { do: kind === 'authority' ? 'report' : 'notice', to }, automatic: false }
  })
}

/** What goes out by itself: the document states no text. */
const MESSAGE_TEXT = '{{id}}: {{title}}'

function kindOfMessage(kind: NamedParty['kind']): 'inside' | 'outside' | 'authority' {
  if (kind === 'authority') return 'authority'
  return kind === 'outside' || kind === 'reporter' ? 'outside' : 'inside'
}

/** "Provide status updates every two hours", to nobody in particular. */
function isUpdate({ text, recurrences, verb }: AskedFor): boolean {
  return (
    recurrences.length > 0 && /\bupdates?\b/i.test(text) && (SEND.test(verb) || verb === 'update')
  )
}

function update(sketch: Sketch, to: string | undefined, node: Node): DraftedAct {
  return { keys: { do: 'update', to: [to ?? unnamedAudience(sketch, node)] }, automatic: false }
}

/** "evidence (logs, snapshots)" is two kinds, "server logs" one. */
function kindsOf(object: string): readonly string[] {
  const [, listed] = /\(([^()]{3,80})\)/.exec(object) ?? []
  const parts = (listed ?? '')
    .split(/,\s*|\s+and\s+|\s*\/\s*/)
    .filter(part => EVIDENCE.test(part) || /^[\p{L} -]{3,30}$/u.test(part))
  const isListed = parts.length > 0 && !/\betc\b|e\.g/i.test(listed ?? '')
  const named = isListed ? parts : [materialIn(object)]
  return [...new Set(named.map(part => nameFrom(part, 'evidence')))].slice(0, 8)
}

const BESIDE =
  /^(?:all|any|the|relevant|available|affected|of|a|an|and|for|from|as|you|we|each|every|other|more)$/i

/** "any access logs you have" is about access logs. */
function materialIn(object: string): string {
  const words = object.split(/[,;(]/)[0]?.split(/\s+/) ?? []
  const at = words.findIndex(word => EVIDENCE.test(word))
  const before = words.slice(Math.max(0, at - 2), at)
  const from = before.findLastIndex(word => BESIDE.test(word))
  return at === -1 ? 'evidence' : [...before.slice(from + 1), words[at]].join(' ')
}
