import type { Directory } from '#/core/directory.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import { caseWithout, checkInTime, checkOthers, openingOf } from '#/core/plan/check/answer.ts'
import { formatDuration } from '#/core/plan/check/duration.ts'
import { lengthMs } from '#/core/plan/check/length.ts'
import { partyOf } from '#/core/plan/check/party.ts'
import { proofsOf } from '#/core/plan/check/proof.ts'
import type { Proofs } from '#/core/plan/check/proof.ts'
import { allOf, noneOf } from '#/core/plan/check/question.ts'
import type { Condition, Plan, Rule, Severity } from '#/core/plan/plan.ts'

const ALWAYS: Condition = { kind: 'always' }

/** Who is woken when nobody answers, and how long after the page: the ladder as silence climbs it. */
export type Silence = {
  /** The obligation whose page is not answered, and whom it wakes. */
  readonly rule: string
  readonly party: string
  readonly steps: readonly SilentStep[]
  /** After this time everyone has been asked as often as the plan says. */
  readonly endsAfterMs: number
}
type SilentStep = {
  readonly level: number
  readonly title: string
  readonly afterMs: number
}

/**
 * What silence does to each page of the worst level. Without a directory each position counts as one person.
 * A page asks one after the other, `rounds` times, and waits `wait` for each; then the next level that may be reached is
 * asked, whose members are woken side by side. A level that only some incidents may reach is not counted on.
 */
export function silences(
  plan: Plan,
  directory?: Directory,
  proofs = proofsOf(plan),
): readonly Silence[] {
  const [worst] = plan.severities
  if (worst === undefined) return []
  const serious: Condition = { kind: 'severity', in: [worst.id] }
  const isSure = (condition: Condition) =>
    proofs.isImpossible(allOf([serious, noneOf([condition])]), worst)
  const pages = plan.rules.filter(
    rule => rule.marks.recordedOnly === undefined && isSure(rule.when),
  )
  return pages.flatMap(rule =>
    partiesPaged(rule).map(party => silenceOf(plan, directory, rule, party, isSure)),
  )
}

function partiesPaged({ act }: Rule): readonly string[] {
  return act.do === 'page' ? act.to : []
}

function silenceOf(
  plan: Plan,
  directory: Directory | undefined,
  rule: Rule,
  party: string,
  isSure: (condition: Condition) => boolean,
): Silence {
  const standsOn = levelOf(plan, party)
  const above = plan.levels.filter(
    level => level.level > standsOn && (level.when === undefined || isSure(level.when)),
  )
  const asking = lengthMs(plan.paging.wait) * plan.paging.rounds
  let afterMs = asking * countOf(plan, directory, party)
  const steps = above.map(({ level, title, members }) => {
    const step = { level, title, afterMs }
    afterMs += asking * Math.max(0, ...members.map(member => countOf(plan, directory, member)))
    return step
  })
  return { rule: rule.id, party, steps, endsAfterMs: afterMs }
}

/** The level that a party stands on; 0 when on none. */
function levelOf({ levels }: Plan, party: string): number {
  return levels.find(level => level.members.includes(party))?.level ?? 0
}

/** How many people are asked one after the other for a party. */
function countOf(plan: Plan, directory: Directory | undefined, party: string): number {
  if (directory !== undefined) return partyOf(plan, directory, party).length
  const role = plan.roles.find(candidate => candidate.id === party)
  return role === undefined ? 1 : role.holders.length
}

/** Whether the worst level wakes someone, and whether silence then reaches a human; tells in what time. */
export function checkSilence(
  plan: Plan,
  proofs: Proofs,
  directory?: Directory,
): readonly Finding[] {
  const [worst] = plan.severities
  if (worst === undefined) return []
  const { line } = worst
  const found = silences(plan, directory, proofs)
  return [
    ...checkWoken(plan, proofs, worst),
    ...checkInTime(plan, proofs, worst, found),
    ...(directory === undefined ? [] : found.flatMap(it => checkOthers(plan, directory, it))),
    ...found.map((silence): Finding => {
      const at = plan.rules.find(candidate => candidate.id === silence.rule)?.line ?? line
      return endOf(plan, proofs, worst, silence, at)
    }),
  ]
}

/** In every case of the worst level somebody is paged. */
function checkWoken(plan: Plan, proofs: Proofs, worst: Severity): readonly Finding[] {
  const pages = plan.rules.filter(
    rule => rule.act.do === 'page' && rule.marks.recordedOnly === undefined,
  )
  const found = caseWithout(
    proofs,
    worst,
    pages.map(({ when }) => when),
  )
  if (found === undefined) return []
  const opening = openingOf(found)
  return [
    {
      severity: 'error',
      code: 'nobody-woken',
      line: worst.line,
      message: `${opening}${opening === '' ? 'Nobody' : 'nobody'} is paged for an incident of the worst level (${worst.title}).`,
      mend: 'Add an obligation with `do: page`.',
    },
  ]
}

/** What becomes of a page that no level stands above for certain. */
function noneAbove(
  plan: Plan,
  proofs: Proofs,
  worst: Severity,
  { party, rule }: Silence,
  line: number,
): Finding {
  const silent = `${party} does not answer the page of \`${rule}\``
  const above = plan.levels.filter(({ level }) => level > levelOf(plan, party))
  const open = caseWithout(
    proofs,
    worst,
    above.map(({ when }) => when ?? ALWAYS),
  )
  if (open === undefined)
    return {
      severity: 'note',
      code: 'silence',
      line,
      message: `When ${silent}, somebody else is asked in each case; which level, and when, hangs on answers.`,
      mend: 'Nothing, if that is soon enough.',
    }
  const mend = 'Add a level under `escalation` that may always be reached.'
  const none = above.length === 0 ? 'no level stands above' : 'no level above may be reached'
  const opening = openingOf(open)
  const message = `${opening === '' ? 'When ' : `${opening}and `}${silent}, nobody else is asked: ${none}.`
  return { severity: 'error', code: 'silence-ends-nowhere', line, message, mend }
}

function endOf(plan: Plan, proofs: Proofs, worst: Severity, silence: Silence, at: number): Finding {
  if (silence.steps.length === 0) return noneAbove(plan, proofs, worst, silence, at)
  if (silence.endsAfterMs === 0)
    return {
      severity: 'error',
      code: 'silence-ends-nowhere',
      line: at,
      message: `The page of \`${silence.rule}\` to ${silence.party} reaches nobody, on no level.`,
      mend: 'Fill the positions of the escalation ladder in the directory.',
    }
  const climb = silence.steps
    .map(step => `level ${step.level} (${step.title}) after ${formatDuration(step.afterMs)}`)
    .join(', ')
  return {
    severity: 'note',
    code: 'silence',
    line: at,
    message: `When ${silence.party} does not answer the page of \`${silence.rule}\`: ${climb}; after ${formatDuration(silence.endsAfterMs)} all were asked, and the last of them are asked again until someone answers.`,
    mend: 'Nothing, if that is soon enough.',
  }
}
