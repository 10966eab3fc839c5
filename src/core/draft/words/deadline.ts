import { momentIn } from '#/core/draft/words/moment.ts'
import type { StatedMoment } from '#/core/draft/words/moment.ts'
import { spansIn } from '#/core/draft/words/span.ts'
import type { StatedSpan } from '#/core/draft/words/span.ts'

/** By when something is owed, as a sentence states it. */
export type StatedDeadline = {
  readonly within: string
  readonly aim?: string
  readonly working: boolean
  readonly from?: StatedMoment
  /** Where it stands, from the word before the number to the end of the moment it counts from. */
  readonly start: number
  readonly end: number
}

const BEFORE =
  /(?:\bwithin|\b(?:no|not) (?:later|more|longer) than|\bat most|\bup to|\b(?:in )?less than|\b(?:in )?under|\bfewer than|\bmax(?:imum)?\.?(?: of)?|\bin|\bT\s?\+|≤|<=|<)\s*(?:(?:a|an|the)\s)?(?:(?:first|next|maximum of|max|initial)\s)?$/i
const BEHIND =
  /^\s?(?:or (?:less|sooner|faster|earlier)|at the latest|maximum|max|deadline|limit)\b/i
/** What makes a length of time something else than a limit. */
const NO_LIMIT =
  /^[\s-]?(?:before|prior|in advance|ahead|increments?|intervals?|window|period|outages?|downtime|old|ago|of (?:inactivity|silence|downtime|impact))\b/i
const STATED_AS =
  /\b(?:sla|target|deadline|limit|objective|time ?frame)\b[^.;]{0,80}\b(?:is|are|of|:)\s*$/i

/** Every limit in a text, in its order. What is merely long (`for 12 months`), repeated (`every 2 hours`) or past is none. */
export function deadlinesIn(text: string): readonly StatedDeadline[] {
  const spans = spansIn(text)
  return spans.filter(span => isLimit(text, span)).map(span => withStart(text, span))
}

function isLimit(text: string, { start, end }: StatedSpan): boolean {
  const before = text.slice(Math.max(0, start - 90), start)
  const behind = text.slice(end, end + 24)
  if (NO_LIMIT.test(behind)) return false
  if (/\b(?:last|past|previous|every|each|for|over|than|exceed\w*)\s*$/i.test(before))
    return /\b(?:later|less|more|longer|fewer) than\s*$/i.test(before) && BEFORE.test(before)
  return BEFORE.test(before) || BEHIND.test(behind) || STATED_AS.test(before)
}

const START =
  /^\s*(?:\([^()]{0,60}\)\s*)?(?:of|after|from|following|since|upon)\s+(?<phrase>[^,.;:()]{2,90})/i
/** Where the phrase of a start ends and the sentence goes on. */
const GOES_ON =
  /\s(?:and|or|unless|if|to|by|for|with|via|using|where|when|whenever|through|in order|must|shall|will|should|may|so|whether|that|which|who|how|as|in|during|unless)\s/i

function withStart(text: string, { span, aim, working, start, end }: StatedSpan): StatedDeadline {
  const found = START.exec(text.slice(end, end + 160))
  const phrase = (found?.groups?.['phrase'] ?? '').split(GOES_ON)[0] ?? ''
  const from = phrase === '' ? undefined : momentIn(phrase)
  return {
    within: span,
    ...(aim === undefined ? {} : { aim }),
    working,
    ...(from === undefined ? {} : { from }),
    start: start - (BEFORE.exec(text.slice(Math.max(0, start - 40), start))?.[0].length ?? 0),
    end:
      found === null
        ? end
        : end + found[0].length - (found.groups?.['phrase']?.length ?? 0) + phrase.length,
  }
}

/** Deadlines that are only words. They stay words. */
const UNMEASURED =
  /\b(?:immediate(?:ly)?|asap|a\.s\.a\.p\.|as soon as (?:possible|practicable|practical|reasonably practicable|reasonably possible|feasible|it is safe)|as (?:quickly|promptly|early) as possible|without (?:undue |unreasonable |any )?delay|promptly|at once|straight ?away|right away|in a timely (?:manner|fashion)|in due course|timely|urgently|next (?:business|working) day|same (?:business |working )?day|end of (?:the )?(?:business )?day|by close of business|best effort)\b/i

const AT_ONCE = /\bimmediate\s+(?:escalation|notification|alert|report|response|page|attention)\b/i

/** The words that stand for a deadline without a number, when a text has some. */
export function unmeasuredIn(text: string): string | undefined {
  const words = UNMEASURED.exec(text)?.[0]
  // "Immediate containment" is a kind of containment, and no deadline.
  const isKind =
    /^immediate$/i.test(words ?? '') && text.split(' ').length > 3 && !AT_ONCE.test(text)
  return isKind ? undefined : words
}

/** What stands in a cell, or behind a label, where a limit is expected. */
export type Target =
  | {
      readonly within: string
      readonly aim?: string
      readonly working: boolean
      readonly from?: StatedMoment
    }
  | { readonly unmeasured: string }
  /** More than one number, or one that says something else. */
  | { readonly unclear: true }

/** Reads a target. Undefined when nothing is stated there ("N/A", "-"). */
export function targetIn(written: string): Target | undefined {
  // Around the clock says when somebody is there, and not how long anything takes.
  const text = written.replace(/[,;]?\s*\(?\b24\s?[/x]\s?7\b\)?/gi, '')
  if (/^(?:n\/?a|none|-+|–|—|not applicable)?\.?$/i.test(text.trim())) return undefined
  const spans = spansIn(text)
  const [only, ...others] = spans
  if (only === undefined) {
    const words = unmeasuredIn(text)
    // A figure that is no length of time means something that was not understood.
    return words === undefined || /\d/.test(text) ? { unclear: true } : { unmeasured: words }
  }
  if (others.length > 0 || isNoTarget(text, only)) return { unclear: true }
  const { within, aim, working, from } = withStart(text, only)
  return {
    within,
    ...(aim === undefined ? {} : { aim }),
    working,
    ...(from === undefined ? {} : { from }),
  }
}

function isNoTarget(text: string, { start, end }: StatedSpan): boolean {
  const before = text.slice(Math.max(0, start - 20), start)
  // What is left of the text may say when or for whom; a further figure is a further condition.
  if (/\d/.test(text.slice(0, start) + text.slice(end))) return true
  return />\s*$|≥\s*$|(?<!\b(?:no|not) )\b(?:more than|over|after|at least|minimum(?: of)?|longer than|less often than)\s*$/i.test(
    before,
  )
}
