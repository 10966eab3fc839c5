import { above, isTitled } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { idOf, isKnownParty } from '#/core/draft/party.ts'
import { ask } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import type { AskedFor } from '#/core/draft/words/clause.ts'
import { modalIn } from '#/core/draft/words/modal.ts'
import { partyIn } from '#/core/draft/words/party.ts'
import { parseSpan } from '#/core/time.ts'

/** Whether a sentence binds somebody in an incident, and all that it says about time was understood. Asks what was not. */
export function isBinding(
  sketch: Sketch,
  node: Node,
  { mood, deadlines, recurrences, text, timedCase }: AskedFor,
): boolean {
  if (mood === 'never' || mood === 'should' || mood === 'may') {
    askBinding(sketch, mood, node)
    return false
  }
  const unclear = recurrences.some(one => one.ambiguous === true || one.quota !== undefined)
  // "Within an hour, then every four": two promises in one sentence.
  const several = deadlines.length > 0 && recurrences.length > 0
  if (several || deadlines.length > 1 || recurrences.length > 1 || unclear || timedCase) {
    ask(sketch, 'figure-unclear', `Which time is owed: "${text.slice(0, 120)}"?`, [node])
    return false
  }
  // What recurs in such steps is owed outside incidents.
  return !recurrences.some(({ every }) => every !== undefined && isLong(every))
}

/** What follows is what must not be done. */
const NEVER =
  /^(?:what )?(?:do not|do ?n[’']?t|don[’']?ts|never|avoid|not to do|must not|ne pas)\b|\bnot to do\b/i

/** How binding a title makes what stands below it, when it is less than a promise. */
export function moodOfTitle(title: string): 'never' | 'should' | 'may' | undefined {
  // "If customers may be affected:" names a case; only what stands behind its comma binds.
  const isCase = /^(?:if|when|whenever|in case|in the event|for|once|after|upon)\b/i.test(title)
  const main = isCase ? title.split(',').slice(1).join(',') : title
  const mood = NEVER.test(main) ? 'never' : modalIn(main)?.modality
  return mood === 'must' ? undefined : mood
}

/** Whether a title above a node leaves open whether it is a promise, or forbids it. */
export function isUnbound(node: Node): boolean {
  return [...above(node)].some(up => isTitled(up) && moodOfTitle(up.title) !== undefined)
}

/** What a sentence that only permits, advises or forbids leaves to its owner. */
export function askBinding(sketch: Sketch, mood: 'never' | 'should' | 'may', node: Node): void {
  if (mood === 'never')
    ask(
      sketch,
      'prohibition',
      'These forbid something. Which step, audience or channel must wait, and until when?',
      [node],
    )
  else
    ask(
      sketch,
      'binding-unclear',
      'These say what should, may or can be done. Which of them are promises?',
      [node],
    )
}

function isLong(every: string): boolean {
  const span = parseSpan(every)
  return span === undefined || span.unit === 'months' || (span.unit === 'days' && span.count > 7)
}

/** Those who write of themselves in the third person. */
const OURSELVES =
  /^(?:we|you|(?:the|our|this) (?:organi[sz]ation|company|agency|university|hospital|bank|institution|foundation|project|firm|business|school|college|council|utility|service|entity|controller))$/i

/** Everyone who takes part, each for themselves. */
const EACH =
  /^(?:all |each |every )?(?:of the )?(?:members? of (?:the )?(?:incident )?(?:response )?team|responders?|participants?|team members?|everyone|those|personnel)(?: (?:who (?:took|takes|take) part|involved|participating))?(?: in the (?:response|incident))?$/i
const EACH_MARK = /^(?:all|each|every)\b|\b(?:involved|participating|part)$/i

/** Whoever acts: a party, everyone who takes part, or nobody that the sentence names. */
export type Actor = { readonly by?: string; readonly each?: 'responder' }

/** Who acts; undefined when the sentence names somebody from whom the plan can ask nothing. */
export function actorOf(
  sketch: Sketch,
  asked: AskedFor,
  { by, isStep }: { readonly by?: string; readonly isStep: boolean },
  node: Node,
): Actor | undefined {
  const subject = asked.subject?.trim()
  if (subject === undefined) {
    const isPlain = !asked.passive || isStep || by !== undefined || isToldOrHeld(asked)
    return isPlain ? (by === undefined ? {} : { by }) : undefined
  }
  if (OURSELVES.test(subject)) return by === undefined ? {} : { by }
  if (EACH.test(subject) && EACH_MARK.test(subject)) return { by: 'each', each: 'responder' }
  const party = partyIn(subject, isKnownParty(sketch))
  if (party === undefined || /,| and | or /.test(subject)) return undefined
  if (party.kind !== 'inside' && party.kind !== 'on-call') return undefined
  return { by: idOf(sketch, party, node) }
}

/** Without anyone to act, only a message or a meeting is plainly owed in an incident. */
function isToldOrHeld({ verb, text, object }: AskedFor): boolean {
  return (
    /^(notify|inform|alert|page|hold|conduct|schedule|convene|call|escalate)$/.test(verb) ||
    (/^(report|send|provide|give|release|publish|complete|perform)$/.test(verb) &&
      /\b(to|feedback|post-?mortem|review|updates?)\b/i.test(`${object} ${text}`))
  )
}
