import { saysSomething } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { idOf, isKnownParty } from '#/core/draft/party.ts'
import { ask, askBlanks, draft, inert, titled } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { modalIn } from '#/core/draft/words/modal.ts'
import { partyIn } from '#/core/draft/words/party.ts'
import { recurrencesIn } from '#/core/draft/words/recurrence.ts'
import { LINE_LENGTH_MAX, QUOTA_MAX } from '#/core/plan/limits.ts'
import { parseSpan } from '#/core/time.ts'

type Recurring = 'train' | 'exercise' | 'review-plan' | 'check-contacts'

const KINDS: readonly (readonly [RegExp, Recurring])[] = [
  [
    /\bcontacts?\b[^.]{0,40}\b(verif|review|check|updat|current|validat)|\b(verif|review|check|updat|validat)\w*[^.]{0,40}\bcontacts?\b/i,
    'check-contacts',
  ],
  [
    /\b(tabletops?|table-tops?|exercises?|drills?|simulat\w+|game ?days?|red team|war games?|tested|testing|tests?|rehears\w+|walkthroughs?|dry runs?)\b/i,
    'exercise',
  ],
  [/\b(train(ing|ings|ed|s)?|awareness|education|workshops?|courses?|onboarding)\b/i, 'train'],
  [
    /\b(review(s|ed|ing)?|updat(e|es|ed|ing)|revis(e|ed|ion)|revisit(ed)?|assess(ed)?|approv(ed|al)|reviewing)\b/i,
    'review-plan',
  ],
]
const PLAN =
  /\b(plan|plans|policy|policies|procedures?|document|playbooks?|runbooks?|irp|process|program|this)\b/i
/** Tests and reviews of other things than the plan. */
const OTHER =
  /\b(backups?|logs?|access|firewall|vulnerabilit\w*|patch\w*|vendor|penetration|pentest|failover|disaster|restore|controls?|systems?|accounts?|permissions?|keys?|certificates?|dashboard|metrics|risk|tickets|incident response logs)\b/i

/** Reads what recurs outside incidents: training, exercises, reviews of the plan, checks of contacts. */
export function readProgram(sketch: Sketch): void {
  for (const node of sketch.nodes) {
    if (sketch.read.has(node) || node.kind === 'code' || node.kind === 'table') continue
    if (node.children.some(({ title }) => /^frequency$/i.test(title))) readTitled(sketch, node)
    else readSentence(sketch, node)
  }
}

/** A title with "Frequency: Quarterly" below it, and perhaps a list of topics. */
function readTitled(sketch: Sketch, node: Node): void {
  const frequency = node.children.find(
    ({ title, body }) => /^frequency$/i.test(title) && body !== '',
  )
  const kind = KINDS.find(([pattern]) => pattern.test(node.title))?.[1]
  if (frequency === undefined || kind === undefined) return
  const every = everyOf(sketch, frequency.body, frequency)
  if (every === undefined) return
  const lists = node.children.filter(
    ({ title, children }) =>
      /^(content|contents|topics?|types?|scope|covers?|scenarios?|subjects|modules)$/i.test(
        title,
      ) && children.length > 0,
  )
  const points = lists.flatMap(({ children }) =>
    children.filter(({ kind: one }) => one === 'point'),
  )
  const topics = points.map(({ text }) => inert(text).slice(0, LINE_LENGTH_MAX).toWellFormed())
  const { title } = titled(node.title)
  add(
    sketch,
    kind,
    title,
    every,
    topics.length > 0 ? { topics } : {},
    [frequency, ...points, ...(saysSomething(node) ? [node] : [])],
    node,
  )
}

function readSentence(sketch: Sketch, node: Node): void {
  const { text, title, labelled, body } = node
  const kind = KINDS.find(([pattern]) => pattern.test(text))?.[1]
  const after = afterIncidents(text)
  if (kind === undefined || (recurrencesIn(text).length === 0 && after === undefined)) return
  if (!isProgram(node, kind)) return
  if (isOptional(sketch, node)) return
  const every = recurrencesIn(text).length === 0 ? undefined : everyOf(sketch, text, node)
  if (every === undefined && after === undefined) return
  const party = partyBefore(sketch, node)
  add(
    sketch,
    kind,
    titled(labelled && isTime(title) ? body : text).title,
    every ?? {},
    { ...(after === undefined ? {} : { after }), ...(party === undefined ? {} : { by: party }) },
    [node],
    node,
  )
}

function afterIncidents(text: string): string | undefined {
  return /\b(?:after|following) (?:each|every|any|all|a|an|major|significant)?\s?(?:\w+ ){0,2}incidents?\b/i.test(
    text,
  ) && /\b(?:each|every|any|all|major|significant)\b/i.test(text)
    ? 'each-incident'
    : undefined
}

function isTime(label: string): boolean {
  return recurrencesIn(label).length > 0 || afterIncidents(label) !== undefined
}

function isProgram({ text, parent, kind: nodeKind }: Node, kind: Recurring): boolean {
  if (nodeKind === 'heading' || nodeKind === 'lead') return false
  if (OTHER.test(text.split(' ').slice(0, 4).join(' ')) || (OTHER.test(text) && !PLAN.test(text)))
    return false
  const around = parent?.title ?? ''
  if (kind === 'review-plan')
    return (
      PLAN.test(text) ||
      /\b(review|plan|maintenance|upkeep|frequency)\b/i.test(around) ||
      /^(?:review|update|document review)\b/i.test(text)
    )
  if (kind === 'exercise')
    return (
      /\b(tabletops?|table-tops?|exercises?|drills?|simulat\w+|game ?days?|red team|walkthroughs?)\b/i.test(
        text,
      ) || PLAN.test(text)
    )
  return true
}

/** "should" and "may" leave it open whether it recurs at all. */
function isOptional(sketch: Sketch, node: Node): boolean {
  const modal = modalIn(node.text)
  if (modal === undefined || modal.modality === 'must') return false
  const code = modal.modality === 'never' ? 'prohibition' : 'binding-unclear'
  ask(
    sketch,
    code,
    code === 'prohibition'
      ? 'These forbid something. Which step, audience or channel must wait, and until when?'
      : 'These say what should, may or can be done. Which of them are promises?',
    [node],
  )
  return true
}

/** How often; undefined when more than one rhythm is named, or one that two people read differently. */
function everyOf(sketch: Sketch, text: string, node: Node): Record<string, unknown> | undefined {
  const recurrences = recurrencesIn(text)
  const [only] = recurrences
  if (only === undefined || recurrences.length > 1 || only.ambiguous === true) {
    if (only !== undefined)
      ask(sketch, 'figure-unclear', `How often: "${text.slice(0, 120)}"?`, [node])
    return undefined
  }
  if (only.quota !== undefined) return quotaOf(sketch, only.quota, text, node)
  const span = only.every === undefined ? undefined : parseSpan(only.every)
  return span === undefined || span.unit === 'elapsed' ? undefined : { every: only.every }
}

/** So often in each month, quarter or year, on no fixed day: a quota is no rhythm. */
function quotaOf(
  sketch: Sketch,
  quota: { readonly least: number; readonly per: string },
  text: string,
  node: Node,
): Record<string, unknown> | undefined {
  if (parseSpan(quota.per)?.unit === 'months' && quota.least >= 1 && quota.least <= QUOTA_MAX)
    return { quota }
  ask(sketch, 'figure-unclear', `How often: "${text.slice(0, 120)}"?`, [node])
  return undefined
}

function partyBefore(sketch: Sketch, node: Node): string | undefined {
  const text = recurrencesIn(node.text)
    .reduce((rest, { words }) => rest.replace(words, ' '), node.text)
    .trim()
  const modal = modalIn(text)
  const [, subject = ''] =
    /^(.{3,60}?)\s+(?:runs?|conducts?|performs?|reviews?|holds?|organi[sz]es?|leads?|updates?|tests?|delivers?|owns?)\s/i.exec(
      text,
    ) ?? []
  const [, agent = ''] = /\bby\s+(?:the\s+)?([^,.;]{3,60})/i.exec(text) ?? []
  for (const candidate of [
    modal === undefined ? subject : text.slice(0, modal.start),
    agent,
    subject,
  ]) {
    const party = partyIn(candidate, isKnownParty(sketch))
    if (party !== undefined && party.kind === 'inside' && !party.vague && !PLAN.test(candidate))
      return idOf(sketch, party, node)
  }
  return undefined
}

function add(
  sketch: Sketch,
  kind: Recurring,
  title: string,
  rhythm: Record<string, unknown>,
  more: Record<string, unknown>,
  cites: readonly Node[],
  about: Node,
): void {
  draft(sketch, 'program', title, { title, do: kind, ...rhythm, ...more }, cites)
  askBlanks(sketch, about)
  if (more['by'] === undefined)
    ask(sketch, 'who-missing', 'Who sees to these, which recur?', [about])
}
