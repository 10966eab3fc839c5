import type { Change, Facet } from '#/core/plan/diff.ts'
import { essence, pairs } from '#/core/plan/diff/match.ts'
import { valueInWords } from '#/core/plan/diff/value.ts'
import type { Plan } from '#/core/plan/plan.ts'

/** Sections of a plan besides its promises: the name in the source, and the elements. */
const SECTIONS: readonly (readonly [string, (plan: Plan) => readonly Named[]])[] = [
  ['clauses', plan => plan.clauses],
  ['uses', plan => plan.regimes ?? []],
  ['calendars', plan => plan.calendars],
  ['sources', plan => plan.sources],
  ['severities', plan => plan.severities],
  ['classifications', plan => plan.classifications],
  ['types', plan => plan.types],
  ['systems', plan => plan.systems],
  ['facts', plan => plan.facts],
  ['moments', plan => plan.moments],
  ['positions', plan => plan.positions],
  ['groups', plan => plan.groups],
  ['roles', plan => plan.roles],
  ['decisions', plan => plan.decisions],
  ['audiences', plan => plan.audiences],
  ['templates', plan => plan.templates],
  ['stages', plan => plan.stages],
  ['playbooks', plan => plan.playbooks ?? []],
  ['gates', plan => plan.gates],
  ['escalation', plan => plan.levels],
  ['record', plan => plan.fields],
  ['measures', plan => plan.measures],
  ['program', plan => plan.program],
  ['retention', plan => plan.retention],
  ['settings', plan => plan.settings],
  ['statements', plan => plan.statements],
]

type Named = { readonly id: string; readonly title?: string; readonly cite?: readonly string[] }

/** What the plan says of itself as a whole. */
const WHOLE = ['title', 'version', 'zone', 'rolesEach', 'classifying', 'paging', 'intake'] as const

/** What changes in a plan besides its promises. */
export function elementChanges(before: Plan, after: Plan): readonly Change[] {
  const whole = facetsOf(before, after, pick(before), pick(after))
  const changes: Change[] =
    whole.length === 0
      ? []
      : [
          {
            section: 'plan',
            id: after.id,
            title: after.title,
            cites: [],
            kind: 'changed',
            facets: whole,
          },
        ]
  for (const [section, elements] of SECTIONS)
    for (const pair of pairs(elements(before), elements(after)))
      changes.push(...changeOf(section, before, after, pair))
  return changes
}

function pick(plan: Plan): Readonly<Record<string, unknown>> {
  return Object.fromEntries(WHOLE.map(key => [key, plan[key]]))
}

function changeOf(
  section: string,
  before: Plan,
  after: Plan,
  { was, now }: { readonly was?: Named | undefined; readonly now?: Named | undefined },
): readonly Change[] {
  const shown = now ?? was
  if (shown === undefined || essence(was) === essence(now)) return []
  const facets = facetsOf(before, after, { ...was }, { ...now })
  const kind = was === undefined ? 'added' : now === undefined ? 'removed' : 'changed'
  return [
    {
      section,
      id: shown.id,
      title: shown.title ?? shown.id,
      cites: shown.cite ?? [],
      kind,
      facets,
    },
  ]
}

/** Keys that say where an element stands or how it is called, and nothing else. */
const SILENT: ReadonlySet<string> = new Set(['id', 'line'])

function facetsOf(
  before: Plan,
  after: Plan,
  was: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): readonly Facet[] {
  const keys = [...new Set([...Object.keys(now), ...Object.keys(was)])]
  return keys
    .filter(key => !SILENT.has(key) && essence(was[key]) !== essence(now[key]))
    .map(key => {
      const [one, other] = [valueInWords(before, was[key]), valueInWords(after, now[key])]
      return {
        facet: inWords(key),
        ...(one !== '' && { before: one }),
        ...(other !== '' && { after: other }),
      }
    })
}

/** `notWith` as `not with`. */
function inWords(key: string): string {
  return key.replaceAll(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
}
