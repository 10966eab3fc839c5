import { isUnder } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { levelsAround } from '#/core/draft/around.ts'
import { isUnbound } from '#/core/draft/binding.ts'
import { isKnownParty } from '#/core/draft/party.ts'
import { draftPromise } from '#/core/draft/read/promise.ts'
import type { Around } from '#/core/draft/read/promise.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { deadlinesIn, unmeasuredIn } from '#/core/draft/words/deadline.ts'
import { partyIn } from '#/core/draft/words/party.ts'
import { recurrencesIn } from '#/core/draft/words/recurrence.ts'
import { spansIn } from '#/core/draft/words/span.ts'
import { imperativeOf } from '#/core/draft/words/verb.ts'

const MESSAGES =
  /\b(talk\w*|customers?|clients?|communicat\w*|notif\w*|disclosure|updates?|reporting|stakeholders?|regulatory|compliance|gdpr|hipaa|dora|nis2?|alerts?|informing|timeline|response times?|severity|critical|high)\b/i

/** Reads short entries of a plan of communication: "Within 1 hour: status update to all team members". */
export function readEntries(sketch: Sketch): void {
  for (const node of sketch.nodes) {
    if (sketch.read.has(node) || !node.labelled || node.body === '' || node.children.length > 0)
      continue
    if (node.kind !== 'point' && node.kind !== 'prose') continue
    const sentence =
      timeFirst(node) ?? messageFirst(sketch, node) ?? messageTo(node) ?? partyFirst(sketch, node)
    if (sentence === undefined || !inPlace(node) || isUnbound(node)) continue
    draftPromise(sketch, node, sentence, aroundOf(sketch, node))
  }
}

/** In a document without headings there is no other place to look at. */
function inPlace(node: Node): boolean {
  return isUnder(node, MESSAGES) || node.parent?.kind === 'root'
}

function aroundOf(sketch: Sketch, node: Node): Around {
  const when = levelsAround(sketch, node)
  return { isStep: false, title: node.text, ...(when === undefined ? {} : { when }) }
}

const MESSAGE =
  /\b(notifications?|notices?|alerts?|updates?|messages?|briefings?|emails?|announcements?|advisory|posts?|page)\b/i

const OWN_VERB =
  /^\p{Lu}[^,]*?\s(?!(?:updates|alerts|messages|emails|notices|notifications|reports|posts|briefings)\b)[a-z]+s\s/u
const DEADLINES = /\b(deadlines?|time ?limits?|timelines?|response times?|notification times?)\b/i

/** "Daily: Status updates until resolved" as a sentence; undefined when what stands before the colon is no time. */
export function timeFirst({ title, body, parent }: Node): string | undefined {
  const [span] = spansIn(title)
  const isBare = span !== undefined && span.start === 0 && span.end === title.length
  const bare = title
    .replace(/^T\s?\+/i, 'within ')
    .replace(/^first\b/i, 'within the first')
    .replace(/^/, isBare && DEADLINES.test(parent?.title ?? '') ? 'within ' : '')
  const isOngoing = /^ongoing$/i.test(bare)
  const isTime =
    isOngoing ||
    deadlinesIn(bare).length === 1 ||
    recurrencesIn(bare).length === 1 ||
    unmeasuredIn(bare)?.length === bare.length
  if (!isTime || bare.split(' ').length > 5) return undefined
  const time = isOngoing ? '' : ` ${bare.toLowerCase()}`
  const text = body.replace(/\.$/, '')
  // A condition stays behind what it restricts, and so the time comes before it.
  const [, main = text, condition = ''] =
    /^(.*?)(\s*\((?:if|when|where|as)\b[^()]*\))$/i.exec(text) ?? []
  if (imperativeOf(main) !== undefined) return `${main}${time}${condition}`
  // "The lead opens a channel" says itself who does it.
  return MESSAGE.test(main) && !OWN_VERB.test(main)
    ? `Send ${main}${time}${condition}`
    : `${main}${time}${condition}`
}

/** "Breach notification: within 72 hours to the supervisory authority", "User notification: without undue delay if high risk". */
function messageFirst(sketch: Sketch, { title, body }: Node): string | undefined {
  const [, whom = ''] =
    /^(.*?)\s*\b(?:notifications?|notices?|reporting|reports?|communications?)$/i.exec(title) ?? []
  const isMessage = /\b(?:notifications?|notices?|reporting|reports?|communications?)$/i.test(title)
  if (!isMessage || imperativeOf(body) !== undefined || !isTimed(body)) return undefined
  if (/\bto\s+\S/.test(body)) return `Send notification ${body}`
  const party = partyIn(whom, isKnownParty(sketch))
  return party === undefined
    ? undefined
    : `Notify ${whom}${plural(party.kind, whom)} ${lowered(body)}`
}

function plural(kind: string, whom: string): string {
  return kind === 'outside' && !/s$/i.test(whom) ? 's' : ''
}

/** "SEV1 only: email to affected customers within 24 hours": a message, to someone, by some time. */
function messageTo({ body }: Node): string | undefined {
  const [first = ''] = body.split(/\sto\s/i)
  const isMessage = MESSAGE.test(first) && first.split(' ').length <= 4 && first !== body
  return isMessage && isTimed(body) && imperativeOf(body) === undefined
    ? `Send ${lowered(body)}`
    : undefined
}

/** "Executives: hourly updates", "Customers: email within 24 hours". */
function partyFirst(sketch: Sketch, { title, body }: Node): string | undefined {
  const party = partyIn(title, isKnownParty(sketch))
  if (party === undefined || !isTimed(body) || imperativeOf(body) !== undefined) return undefined
  const left = restOf(body)
  if (left.split(' ').filter(word => word.length > 3).length > 3) return undefined
  return recurrencesIn(body).length > 0
    ? `Send updates to ${title} ${lowered(body)}`
    : `Notify ${title} ${lowered(body)}`
}

function isTimed(text: string): boolean {
  return (
    deadlinesIn(text).length === 1 ||
    recurrencesIn(text).length === 1 ||
    (unmeasuredIn(text) !== undefined && !/\d/.test(text))
  )
}

function restOf(text: string): string {
  return [...deadlinesIn(text), ...recurrencesIn(text)]
    .toSorted((one, other) => other.start - one.start)
    .reduce((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text)
    .replace(MESSAGE, ' ')
    .trim()
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
