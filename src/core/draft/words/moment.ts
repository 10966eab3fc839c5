import type { BuiltInMoment } from '#/core/plan/plan.ts'

/** From when a sentence counts: a moment of the language, or one of the document's own, named in its words. */
export type StatedMoment = { readonly moment: BuiltInMoment } | { readonly named: string }

/** Words that say of which incident, or how surely, and not which moment. */
const BESIDE = new Set(
  (
    'the a an its their his her our initial initially first formal formally official officially date time moment point of in to ' +
    'incident incidents breach breaches event events issue issues problem attack outage vulnerability vulnerabilities being ' +
    'having been has have had is are was were becomes become became becoming it they them that this such any said security ' +
    'data personal reportable suspected potential full final complete successful when from after on upon by once as soon'
  ).split(' '),
)

const MOMENTS: readonly (readonly [RegExp, BuiltInMoment])[] = [
  [
    /^(detect(ion|ed|ing)|discover(y|ed|ing)|identif(ication|ied|ying)|alert(ed|ing)?|reported|reporting|receipt)$/,
    'detected',
  ],
  [/^(aware|awareness|knowledge)$/, 'aware'],
  [/^declar(ation|ed|ing)$/, 'declared'],
  [/^(confirm(ation|ed|ing)|verif(ication|ied|ying))$/, 'verified'],
  [/^classif(ication|ied|ying)$/, 'classified'],
  [/^acknowledge?(ment|d|ing)$/, 'acknowledged'],
  [/^(containment|contained|containing)$/, 'contained'],
  [/^(resolution|resolved|resolving)$/, 'resolved'],
  [/^(closure|closed|closing|close)$/, 'closed'],
  [/^(occurr(ence|ed|ing)|occurs|occurring)$/, 'occurred'],
]
/** What may stand beside `receipt` and `aware` without making it another moment. */
const OF_RECEIPT = /^(alert|report|notification|signal|ticket)$/

const NAMED_WORDS_MAX = 8

/** The moment that a phrase names, such as "becoming aware of the breach". Undefined when it names none ("the incident"). */
export function momentIn(phrase: string): StatedMoment | undefined {
  const words = phrase.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? []
  const telling = words.filter(word => !BESIDE.has(word))
  if (telling.length === 0) return undefined
  const known = telling.map(word => MOMENTS.find(([pattern]) => pattern.test(word))?.[1])
  const moment = known.find(found => found !== undefined)
  const others = telling.filter((_, index) => known[index] === undefined)
  const same = known.every(found => found === undefined || found === moment)
  if (moment !== undefined && same && others.every(word => fits(moment, word))) return { moment }
  if (words.length > NAMED_WORDS_MAX || !/\p{L}/u.test(phrase)) return undefined
  return { named: phrase.trim().replace(/^(?:the|an?|its|their)\s+/i, '') }
}

function fits(moment: BuiltInMoment, word: string): boolean {
  return moment === 'detected' && OF_RECEIPT.test(word)
}
