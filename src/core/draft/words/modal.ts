/** How binding a sentence is. */
export type Modality =
  | 'must'
  /** "should", "may", "can": a promise perhaps, which the owner must say. */
  | 'should'
  | 'may'
  /** "must not", "never", "do not". */
  | 'never'

export type StatedModal = {
  readonly modality: Modality
  readonly start: number
  readonly end: number
}

const MODALS: readonly (readonly [RegExp, Modality])[] = [
  [
    /\b(?:must|shall|may|should|will|can) (?:not|never)\b|\bcannot\b|\b(?:do|does) not\b|\bdon[’']t\b|\bnever\b|\bno (?:one|statement|information|employee|staff)\b[^.]{0,40}\b(?:may|shall|must|should)\b|\b(?:is|are) (?:prohibited|forbidden|not (?:allowed|permitted))\b/i,
    'never',
  ],
  [
    /\b(?:must|shall|will|has to|have to|needs? to|(?:is|are) required to|(?:is|are) obliged to|(?:is|are) to(?= [a-z]))\b/i,
    'must',
  ],
  [
    /\b(?:should|ought to|(?:is|are) expected to|(?:is|are) (?:strongly )?(?:recommended|encouraged|advised))\b/i,
    'should',
  ],
  [/\b(?:may|can|could|might|would)\b/i, 'may'],
]

/** Words behind which a sentence tells of something else than what it asks for. */
const SUBORDINATE =
  /\b(?:that|which|who|whom|so that|because|whether|how|why|what|where|to ensure|in order to|as if|until|unless)\b/i
/** "The goal of this is to improve" states a goal and asks for nothing. */
const AIM =
  /\b(?:goals?|purpose|objectives?|aim|intent|intention|focus|mission|point)\b[^.]{0,60}$/i

/** The first word in the main part of a text that says how binding it is. A prohibition there makes it one. */
export function modalIn(text: string): StatedModal | undefined {
  const found = MODALS.flatMap(([pattern, modality]) => {
    const match = pattern.exec(text)
    return match === null || isBeside(text.slice(0, match.index), match[0])
      ? []
      : [{ match, modality }]
  })
  const prohibition = found.find(({ modality }) => modality === 'never')
  const [first] = found.toSorted((one, other) => one.match.index - other.match.index)
  const chosen = prohibition ?? first
  if (chosen === undefined) return undefined
  const { match, modality } = chosen
  return { modality, start: match.index, end: match.index + match[0].length }
}

function isBeside(before: string, modal: string): boolean {
  return SUBORDINATE.test(before) || (/\bto$/i.test(modal) && AIM.test(before))
}
