import { coverage } from '#/core/plan/check/coverage.ts'
import type { Coverage } from '#/core/plan/check/coverage.ts'
import { dutiesOf } from '#/core/plan/check/regime.ts'
import type { RegimeDuties } from '#/core/plan/check/regime.ts'
import type { Plan } from '#/core/plan/plan.ts'

/** Columns of a terminal that the overview keeps to. */
const WIDTH = 100

/** A plan on one screen: how much of what it holds, and which elements carry each clause. For a terminal. */
export function show(plan: Plan): string {
  const covered = coverage(plan)
  const lines = [
    `${plain(plan.title)} (${plan.id} ${plain(plan.version)}), times in ${plan.zone}`,
    '',
    ...countLines(plan),
    '',
    ...coverageLines(covered),
    '',
    ...dutiesOf(plan).flatMap(regimeLines),
    summaryOf(covered),
  ]
  return `${lines.join('\n')}\n`
}

/** Text of a plan on a terminal: without anything that could move the cursor, colour or end the line. */
function plain(text: string): string {
  return text.replace(/\p{C}+|\s+/gu, ' ').trim()
}

function countLines(plan: Plan): readonly string[] {
  const acts = new Map<string, number>()
  for (const { act } of plan.rules) acts.set(act.do, (acts.get(act.do) ?? 0) + 1)
  const counted: readonly (readonly [string, readonly string[]])[] = [
    ['severities', plan.severities.map(({ id }) => id)],
    ['assessments', plan.classifications.map(({ id }) => id)],
    ['types', plan.types.map(({ id }) => id)],
    ['sources', plan.sources.map(({ id }) => id)],
    ['questions', plan.facts.map(({ id }) => id)],
    ['roles', plan.roles.map(({ id }) => id)],
    ['positions', plan.positions.map(({ id }) => id)],
    ['groups', plan.groups.map(({ id }) => id)],
    ['decisions', plan.decisions.map(({ id }) => id)],
    ['audiences', plan.audiences.map(({ id }) => id)],
    ['templates', plan.templates.map(({ id }) => id)],
    ['stages', plan.stages.map(({ id }) => id)],
    ['obligations', [...acts].map(([act, count]) => `${count} ${act}`)],
    ['playbooks', (plan.playbooks ?? []).map(({ id }) => id)],
    ['gates', plan.gates.map(({ id }) => id)],
    ['levels', plan.levels.map(({ title }) => plain(title))],
    ['fields', plan.fields.map(({ id }) => id)],
    ['measures', plan.measures.map(({ id }) => id)],
    ['program', plan.program.map(({ id }) => id)],
    ['regimes', (plan.regimes ?? []).map(({ id }) => id)],
  ]
  const seldom = new Set(['assessments', 'decisions'])
  const shown = counted.filter(([noun, names]) => names.length > 0 || !seldom.has(noun))
  return shown.flatMap(([noun, names]) => {
    const count = noun === 'obligations' ? plan.rules.length : names.length
    return wrap(`${String(count).padStart(4)} ${noun.padEnd(12)}`, names)
  })
}

function coverageLines(covered: readonly Coverage[]): readonly string[] {
  const width = Math.max(0, ...covered.map(({ clause }) => clause.length))
  return covered.flatMap(({ clause, carriedBy, later }) => {
    const carriers = carriedBy.map(({ kind, id }) => `${kind} ${id}`)
    const apart = later === undefined ? [] : [`later: ${plain(later)}`]
    const names = [...carriers, ...apart]
    return wrap(clause.padEnd(width + 2), names.length === 0 ? ['NOT CARRIED'] : names)
  })
}

/** What a regime asks, each with its law; what is not certain is marked. */
function regimeLines({ title, version, law, duties, leftOut }: RegimeDuties): readonly string[] {
  const width = Math.max(0, ...[...duties, ...leftOut].map(({ id }) => id.length))
  return [
    ...wrap(`${plain(title)} ${plain(version)}: `, law.split(', ').map(plain)),
    ...duties.flatMap(duty => {
      const mark = duty.unverified === undefined ? [] : ['NOT VERIFIED']
      return wrap(`  ${duty.id.padEnd(width + 2)}`, [...lawsOf(duty.law), ...mark])
    }),
    ...leftOut.flatMap(({ id, why }) =>
      wrap(`  ${id.padEnd(width + 2)}`, [`left out: ${plain(why)}`]),
    ),
    '',
  ]
}

function lawsOf(law: string | undefined): readonly string[] {
  return law === undefined ? [] : law.split('; ').map(plain)
}

function summaryOf(covered: readonly Coverage[]): string {
  const later = covered.filter(clause => clause.later !== undefined).length
  const missing = covered.filter(
    clause => clause.later === undefined && clause.carriedBy.length === 0,
  ).length
  return `${covered.length} clauses: ${covered.length - later - missing} carried, ${later} for later, ${missing} not carried`
}

/** Names after a label, going on below themselves when the line is full. */
function wrap(label: string, names: readonly string[]): readonly string[] {
  const lines: string[] = []
  let line = label
  for (const [index, name] of names.entries()) {
    const word = index === names.length - 1 ? name : `${name}, `
    if (line.length + word.trimEnd().length > WIDTH && line.trim() !== '' && line !== label) {
      lines.push(line.trimEnd())
      line = ' '.repeat(label.length)
    }
    line += word
  }
  return [...lines, line.trimEnd()]
}
