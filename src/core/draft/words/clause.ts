import { conditioned } from '#/core/draft/words/condition.ts'
import type { StatedCondition } from '#/core/draft/words/condition.ts'
import { deadlinesIn, unmeasuredIn } from '#/core/draft/words/deadline.ts'
import type { StatedDeadline } from '#/core/draft/words/deadline.ts'
import { modalIn } from '#/core/draft/words/modal.ts'
import type { Modality } from '#/core/draft/words/modal.ts'
import { partyIn } from '#/core/draft/words/party.ts'
import { recurrencesIn } from '#/core/draft/words/recurrence.ts'
import type { StatedRecurrence } from '#/core/draft/words/recurrence.ts'
import { baseOf, imperativeOf, isNounToo } from '#/core/draft/words/verb.ts'

/** What one sentence asks for, taken apart. */
export type AskedFor = {
  readonly text: string
  /** Without its condition and its times. */
  readonly main: string
  /** `order`: an instruction without a subject. `plain`: "The lead opens a channel". */
  readonly mood: Modality | 'order' | 'plain'
  /** Who acts, in the document's words. Absent in an instruction, and where nobody is named. */
  readonly subject?: string
  /** In its base form. */
  readonly verb: string
  /** What follows the verb; of a passive sentence, what is acted upon. */
  readonly object: string
  readonly passive: boolean
  readonly condition?: StatedCondition
  readonly deadlines: readonly StatedDeadline[]
  readonly recurrences: readonly StatedRecurrence[]
  readonly unmeasured?: string
  /** A time in it belongs to the case in which it holds: "if nobody answers within 15 minutes". */
  readonly timedCase: boolean
}

/** Takes a sentence apart; undefined when it asks for nothing. */
export function askedFor(
  sentence: string,
  isKnown: (name: string) => boolean,
): AskedFor | undefined {
  const text = sentence
    .replace(
      /^(?:note|important|optional(?:ly)?|additionally|furthermore|in addition|also|finally|then|next|first(?:ly)?|second(?:ly)?)\s*[,:]\s+/i,
      '',
    )
    .trim()
  const deadlines = deadlinesIn(text)
  const recurrences = recurrencesIn(text)
  const timeless = without(text, [...deadlines, ...recurrences])
  const { main, condition } = conditioned(timeless)
  const core = coreOf(main, isKnown)
  if (core === undefined) return undefined
  const unmeasured = deadlines.length === 0 ? unmeasuredIn(text) : undefined
  return {
    text,
    main,
    ...core,
    ...(condition === undefined ? {} : { condition }),
    deadlines,
    recurrences,
    timedCase: isTimedCase(text),
    ...(unmeasured === undefined ? {} : { unmeasured }),
  }
}

const FAILS =
  /\b(?:no|not|without|fails?|unable|unresolved|unacknowledged|persists?|lasts?|exceeds?|longer|continues?)\b|n[’']t\b/i

function isTimedCase(text: string): boolean {
  const { condition } = conditioned(text)
  if (condition === undefined || deadlinesIn(condition.text).length === 0) return false
  return condition.trailing !== true || FAILS.test(condition.text)
}

type Core = Pick<AskedFor, 'mood' | 'subject' | 'verb' | 'object' | 'passive'>

function coreOf(main: string, isKnown: (name: string) => boolean): Core | undefined {
  const order = imperativeOf(main)
  if (order !== undefined)
    return { mood: 'order', verb: order, object: behind(main, order), passive: false }
  const modal = modalIn(main)
  if (modal !== undefined) {
    const subject = main
      .slice(0, modal.start)
      .replace(/^(?:during|throughout|at|in|as part of)\s[^,]{3,60},\s*/i, '')
      .trim()
    const predicate = predicateOf(main.slice(modal.end))
    if (predicate === undefined) return undefined
    return { mood: modal.modality, ...withSubject(subject, predicate) }
  }
  return presentOf(main, isKnown)
}

type Predicate = { readonly verb: string; readonly object: string; readonly passive: boolean }

function withSubject(subject: string, { verb, object, passive }: Predicate): Omit<Core, 'mood'> {
  if (!passive) return { subject, verb, object, passive }
  // Whoever is named behind "by" acts; what the sentence begins with is acted upon.
  const [, agent] =
    /\bby\s+((?:the|our|an?)?\s*[^,.;]{2,60}?)(?=\s+(?:to|of|on|in|at|via|with|within|for|through|using|and|or|as|who|when|if)\b|[,.;]|$)/i.exec(
      object,
    ) ?? []
  const acts = agent === undefined ? undefined : partyIn(agent)
  return { ...(acts === undefined ? {} : { subject: acts.name }), verb, object: subject, passive }
}

const ADVERBS =
  /^(?:(?:also|then|always|immediately|promptly|first|be (?:typically )?(?:required|expected) to|be responsible for|\w+ly|as soon as possible|look to|work to|seek to|attempt to|help to|continue to|begin to|need to)\s+)+/i

function predicateOf(text: string): Predicate | undefined {
  const words = text.trim().replace(ADVERBS, '').trim()
  const [, participle = '', rest = ''] =
    /^(?:be|get|have been|been)\s+(?:(?:\w+ly|then|also)\s+)*([\p{L}-]+)(.*)$/isu.exec(words) ?? []
  if (participle !== '') {
    const verb = /(ed|en|[aeu]ld?t?|nt|pt|et|de|ut|ld|wn|ght|n|un)$/i.test(participle)
      ? baseOf(participle)
      : undefined
    return verb === undefined ? undefined : { verb, object: rest.trim(), passive: true }
  }
  const [, first = '', rest2 = ''] = /^([\p{L}-]+)(.*)$/su.exec(words) ?? []
  const verb = baseOf(first)
  return verb === undefined ? undefined : { verb, object: rest2.trim(), passive: false }
}

/** Verbs of messages and meetings: in the present passive only these promise something. */
const TOLD =
  /^(?:notify|inform|alert|tell|page|contact|brief|hold|conduct|schedule|convene|call|release|publish|share|provide|give|escalate)$/

function presentOf(main: string, isKnown: (name: string) => boolean): Core | undefined {
  const [, subject = '', predicate = ''] =
    /^(.{2,70}?)\s+(?:is|are)\s+((?:then |also |immediately |promptly |always )*[\p{L}-]+(?:ed|en|t|ld|un)\b.*)$/su.exec(
      main,
    ) ?? []
  if (predicate !== '') {
    const passive = predicateOf(`be ${predicate}`)
    const isTold =
      passive !== undefined &&
      TOLD.test(passive.verb) &&
      !/\b(?:severity|priority|level)\b/i.test(subject)
    return passive === undefined || !isTold
      ? undefined
      : { mood: 'plain', ...withSubject(subject, passive) }
  }
  const words = main.split(' ')
  for (let length = 1; length <= Math.min(7, words.length - 1); length++) {
    const party = partyIn(words.slice(0, length).join(' '), isKnown)
    const verb = words[length] ?? ''
    if (party === undefined || party.kind === 'outside' || party.kind === 'authority') continue
    const base = baseOf(verb)
    if (
      base === undefined ||
      !/^[a-z]/.test(verb) ||
      /[+/]/.test(party.name) ||
      (!verb.endsWith('s') && (!isPlural(party.name) || isNounToo(verb)))
    )
      continue
    return {
      mood: 'plain',
      subject: words.slice(0, length).join(' '),
      verb: base,
      object: words.slice(length + 1).join(' '),
      passive: false,
    }
  }
  return undefined
}

function isPlural(name: string): boolean {
  return /s$/i.test(name) && !/ss$/i.test(name)
}

function behind(main: string, verb: string): string {
  const at = main.toLowerCase().indexOf(verb)
  return main.slice(at + verb.length).trim()
}

type Range = { readonly start: number; readonly end: number }

function without(text: string, ranges: readonly Range[]): string {
  const left = ranges
    .toSorted((one, other) => other.start - one.start)
    .reduce((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text)
  return left
    .replace(/\(\s*\)/g, '')
    .replace(/\s+([,.;)])/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.;:]+/, '')
    .trim()
}
