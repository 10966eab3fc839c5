import type { Change, Facet } from '#/core/plan/diff.ts'
import { essence, pairs } from '#/core/plan/diff/match.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import { actInWords } from '#/core/plan/sentence/act.ts'
import { approvalsInWords } from '#/core/plan/sentence/approval.ts'
import { aboutDeadline, deadlineInWords } from '#/core/plan/sentence/clock.ts'
import { conditionInWords } from '#/core/plan/sentence/condition.ts'
import { debtorInWords, ruleInWords, waiverInWords } from '#/core/plan/sentence/rule.ts'
import { audienceNames, levelName, ruleNames } from '#/core/plan/sentence/words.ts'
import { toMs, plus, instant } from '#/core/time.ts'
import type { Span } from '#/core/time.ts'

/** What changes in the promises of a plan: by whom, what, when, by when, with whose approval, and what follows. */
export function promiseChanges(before: Plan, after: Plan): readonly Change[] {
  const all = pairs(before.rules, after.rules)
  const gone = all.flatMap(({ was, now }) => (was !== undefined && now === undefined ? [was] : []))
  const renamed = new Map<string, Rule>()
  for (const { was, now } of all) {
    if (was !== undefined || now === undefined) continue
    const earlier = gone.find(it => !isTaken(renamed, it) && nameless(it) === nameless(now))
    if (earlier !== undefined) renamed.set(now.id, earlier)
  }
  return all.flatMap(({ was, now }): readonly Change[] => {
    if (now === undefined)
      return isTaken(renamed, was)
        ? []
        : [
            {
              ...of(was),
              kind: 'removed',
              facets: [{ facet: 'promise', before: said(before, was) }],
            },
          ]
    const earlier = renamed.get(now.id)
    if (earlier !== undefined)
      return [
        {
          ...of(now),
          kind: 'renamed',
          facets: [{ facet: 'id', before: earlier.id, after: now.id }],
        },
      ]
    if (was === undefined)
      return [
        { ...of(now), kind: 'added', facets: [{ facet: 'promise', after: said(after, now) }] },
      ]
    if (essence(was) === essence(now)) return []
    return [
      {
        ...of(now),
        kind: 'changed',
        facets: facetsOf({ plan: before, rule: was }, { plan: after, rule: now }),
      },
    ]
  })
}

function isTaken(renamed: ReadonlyMap<string, Rule>, rule: Rule): boolean {
  return [...renamed.values()].includes(rule)
}

/** What a rule says apart from how it is called. */
function nameless({ id: _id, ...rest }: Rule): string {
  return essence(rest)
}

function of({ id, title, cite }: Rule): Pick<Change, 'section' | 'id' | 'title' | 'cites'> {
  return { section: 'obligations', id, title, cites: cite }
}

function said(plan: Plan, rule: Rule): string {
  const { sentence, times, also } = ruleInWords(plan, rule)
  return [sentence, ...times, ...also].join(' ')
}

type Version = { readonly plan: Plan; readonly rule: Rule }

/** Each side of a promise in words; empty where it says nothing of it. */
const FACETS: Readonly<Record<string, (version: Version) => string>> = {
  title: ({ rule }) => rule.title,
  who: ({ plan, rule }) => debtorInWords(plan, rule),
  what: ({ plan, rule }) => actInWords(plan, rule.act),
  when: ({ plan, rule }) =>
    rule.when.kind === 'always' ? 'always' : conditionInWords(plan, rule.when),
  time: ({ plan, rule }) => {
    const { since = '', end, parts } = deadlineInWords(plan, rule)
    return [since, end.replace(/^,? /, ''), ...parts, ...aboutDeadline(plan, rule)]
      .filter(it => it !== '')
      .join(' ')
  },
  approval: ({ plan, rule }) => approvalsInWords(plan, rule.approvals).join(' '),
  'if it is late': ({ plan, rule: { late } }) =>
    [
      late.escalate === undefined ? '' : levelName(plan, late.escalate),
      late.notify.length === 0 ? '' : audienceNames(plan, late.notify),
      late.raise === undefined ? '' : `severity up by ${late.raise}`,
    ]
      .filter(it => it !== '')
      .join(', '),
  until: ({ plan, rule }) => (rule.until === undefined ? '' : conditionInWords(plan, rule.until)),
  'done when': ({ plan, rule }) => (rule.met === undefined ? '' : conditionInWords(plan, rule.met)),
  after: ({ plan, rule }) => (rule.after.length === 0 ? '' : ruleNames(plan, rule.after)),
  waiver: ({ plan, rule }) => waiverInWords(plan, rule.waivableBy),
  stage: ({ plan, rule }) => plan.stages.find(it => it.id === rule.stage)?.title ?? '',
  help: ({ rule }) => rule.help ?? '',
  clauses: ({ rule }) => rule.cite.join(', '),
  law: ({ rule }) => rule.law ?? '',
  marks: ({ rule }) =>
    Object.entries(rule.marks)
      .map(([mark, text]) => `${mark}: ${text}`)
      .join('; '),
}

function facetsOf(was: Version, now: Version): readonly Facet[] {
  const found = Object.entries(FACETS).flatMap(([facet, words]): readonly Facet[] => {
    const [before, after] = [words(was), words(now)]
    if (before === after) return []
    return [
      {
        facet,
        ...(before !== '' && { before }),
        ...(after !== '' && { after }),
        ...(facet === 'time' && weigh(was.rule, now.rule)),
      },
    ]
  })
  // Something differs that readers are told in the same words.
  return found.length > 0
    ? found
    : [{ facet: 'wording', before: essence(was.rule), after: essence(now.rule) }]
}

/** Whether there is less time than before, where both versions count one span from the same start. */
function weigh(was: Rule, now: Rule): { readonly weight?: 'stricter' | 'looser' } {
  const [one, other] = [onlySpan(was), onlySpan(now)]
  if (one === undefined || other === undefined || one.from !== other.from) return {}
  const difference = length(other.span) - length(one.span)
  if (difference === 0) return {}
  return { weight: difference < 0 ? 'stricter' : 'looser' }
}

function onlySpan({
  clock,
  every,
}: Rule): { readonly from: string; readonly span: Span } | undefined {
  const limits = every?.cases ?? clock?.cases ?? []
  const from = essence(every?.from ?? clock?.from)
  const [only] = limits
  if (limits.length !== 1 || only?.within === undefined || only.when !== undefined) return undefined
  return { from, span: only.within }
}

const ANY_MONDAY = instant('2026-03-02T09:00:00Z')
/** Working time is compared as the ordinary week has it. */
const WEEK = {
  zone: 'UTC',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  hours: { from: '09:00', to: '17:00' },
  holidays: [],
  closed: [],
  open: [],
} as const

function length(span: Span): number {
  return toMs(plus(ANY_MONDAY, span, WEEK)) - toMs(ANY_MONDAY)
}
