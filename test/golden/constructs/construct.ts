import { deepEqual, fail } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { check } from '#/core/plan/check.ts'
import { formatFinding } from '#/core/plan/check/finding.ts'
import { compile } from '#/core/plan/compile.ts'
import { formatMistake } from '#/core/plan/mistake.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'
import { play } from '../../kit/play.ts'
import type { Played } from '../../kit/play.ts'
import { REGIMES } from '../../kit/regimes.ts'

/** The small plan of one construct of the list: it compiles, and the check finds nothing wrong in it. */
export function construct(name: string): Plan {
  const known = plans.get(name)
  if (known !== undefined) return known
  const text = readFileSync(new URL(`${name}.yaml`, import.meta.url), 'utf8')
  const compiled = compile(text, { file: `${name}.yaml`, regimes: REGIMES })
  if ('mistakes' in compiled) fail(compiled.mistakes.map(formatMistake).join('\n'))
  const wrong = check(compiled.plan).filter(({ severity }) => severity !== 'note')
  deepEqual(
    wrong.map(finding => formatFinding(finding, name)),
    [],
  )
  plans.set(name, compiled.plan)
  return compiled.plan
}

const plans = new Map<string, Plan>()

/** Plays steps on the plan of a construct, from Monday 2 March 2026 at 09:00 UTC unless it says otherwise. */
export function playOn(
  name: string,
  scenario: string,
  options: Parameters<typeof play>[2] = {},
): Played {
  return play(construct(name), scenario, options)
}

/** The limit of an obligation at the end of a play, as `Mon 2026-03-02 13:00` in the zone of the plan; undefined for none. */
export function limitOf(played: Played, key: string): string | undefined {
  const { due } = played.obligation(key)
  return due === undefined ? undefined : local(due, played.setting.plan.zone)
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export function local(at: Instant, zone: string): string {
  const there = Temporal.Instant.from(at).toZonedDateTimeISO(zone)
  const time = there.toPlainTime().toString({ smallestUnit: 'minute' })
  return `${DAYS[there.dayOfWeek - 1] ?? ''} ${there.toPlainDate().toString()} ${time}`
}

/** When each limit of an obligation was put on record, in order: first, and then as it moved. */
export function limitsOf(played: Played, key: string): readonly (string | undefined)[] {
  const { zone } = played.setting.plan
  return played.events.flatMap(event => {
    if (event.type === 'obligation-rescheduled' && event.obligation === key)
      return [event.due && local(event.due, zone)]
    if (event.type !== 'obligations-opened') return []
    return event.opened
      .filter(it => it.obligation === key)
      .map(({ due }) => due && local(due, zone))
  })
}

/** The incident that steps of a script come to, after a first signal at 0m; nobody answers pages by themselves. Every step is accepted. */
export function after(name: string, ...steps: readonly string[]): Played {
  return playOn(name, script(steps))
}

/** As `after`, of steps that the plan may refuse: what it refused and why, in order. */
export function refusedOn(name: string, ...steps: readonly string[]): readonly string[] {
  return playOn(name, script(steps), { refusals: true }).refused.map(
    ({ do: command, code }) => `${command}: ${code}`,
  )
}

function script(steps: readonly string[]): string {
  const all = ['{at: 0m, signal: {source: monitoring, title: It broke}}', ...steps]
  const until = steps.at(-1)?.match(/until (\S+)$/)?.[1] ?? '5d'
  const done = all.map(step => `  - ${step.replace(/ until \S+$/, '')}`)
  return `people: {answer_pages: never}\nsteps:\n${done.join('\n')}\nuntil: ${until}`
}

/** A step of a script: who does what, when. */
export function does(at: string, as: string, what: string): string {
  return `{at: ${at}, as: ${as}, do: ${what}}`
}
