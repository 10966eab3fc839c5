import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import type { Delay } from '#/core/exercise/delay.ts'
import { readBehaviour } from '#/core/exercise/behaviour.ts'
import { COMMANDS } from '#/core/incident/command.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import type { Answer } from '#/core/plan/plan.ts'
import { isWorkingSpan, parseInstant, parseSpan, plus } from '#/core/time.ts'
import type { Instant, PlainSpan } from '#/core/time.ts'

/** A drill as a timed script: what happens when, who does what, and how people answer their pages. */
export type Scenario = {
  readonly title: string
  /** Id of a bundled plan, or a path. */
  readonly plan: string
  readonly starts: Instant
  readonly until: Instant
  readonly people: Behaviour
  /** In order of time. */
  readonly steps: readonly Step[]
}

/** How people behave whom the script leaves to themselves. */
export type Behaviour = {
  /** How long after a page someone answers it. */
  readonly answers: Delay
  /** The same for single people, or for whoever is asked for a role, by id. */
  readonly answersOf: ReadonlyMap<string, Delay>
  /** How long after something is owed whoever owes it has done it. Absent: they do what the script says and nothing else. */
  readonly works?: Delay
  /** How much later than the script says it they do what it says. */
  readonly late?: Delay
  /** Of a hundred runs in how many everyone of this position, or this person, is away and does nothing. */
  readonly away: ReadonlyMap<string, number>
  /** What is answered when the plan asks, by fact: answers and their weights. */
  readonly facts: ReadonlyMap<string, readonly Likely[]>
}
export type Likely = { readonly answer: Answer; readonly weight: number }

export type Step = { readonly at: Instant; readonly line: number } & (
  | { readonly signal: ScriptedSignal }
  | {
      readonly as: string | undefined
      readonly do: CommandName
      readonly body: Readonly<Record<string, unknown>>
    }
)

export type ScriptedSignal = z.output<typeof SIGNAL>

export const STEPS_MAX = 10_000
export const SCENARIO_BYTES_MAX = 1_048_576

const SIGNAL = z.strictObject({
  source: z.string().min(1),
  title: z.string().min(1),
  description: z.string().exactOptional(),
  systems: z.array(z.string()).exactOptional(),
  severity: z.string().exactOptional(),
  labels: z.record(z.string(), z.string()).exactOptional(),
  url: z.string().exactOptional(),
  key: z.string().exactOptional(),
  reporter: z.string().exactOptional(),
  resolved: z.boolean().exactOptional(),
})

const SOURCE = z.strictObject({
  scenario: z.string().min(1),
  plan: z.string().min(1),
  starts: z.union([z.string(), z.date()]),
  people: z.record(z.string(), z.unknown()).default({}),
  away: z.record(z.string(), z.unknown()).default({}),
  facts: z.record(z.string(), z.unknown()).default({}),
  steps: z.array(z.looseObject({ at: z.union([z.string(), z.number()]) })).max(STEPS_MAX),
  until: z.string().default('96h'),
})

export type ScenarioMistake = { readonly where: string; readonly message: string }

/** Reads a scenario from YAML. Gives every mistake with its place, or the scenario; never throws. */
export function readScenario(
  text: string,
): { readonly scenario: Scenario } | { readonly mistakes: readonly ScenarioMistake[] } {
  if (text.length > SCENARIO_BYTES_MAX)
    return {
      mistakes: [
        { where: 'file', message: `A scenario has at most ${SCENARIO_BYTES_MAX} characters.` },
      ],
    }
  const document = parseYaml(text)
  if ('mistakes' in document) return document
  const read = SOURCE.safeParse(document.value)
  if (!read.success)
    return {
      mistakes: read.error.issues.map(issue => ({
        where: issue.path.join('.'),
        message: issue.message,
      })),
    }
  const starts = parseInstant(String(read.data.starts))
  if (starts === undefined)
    return {
      mistakes: [
        { where: 'starts', message: 'Write a time with its offset, as 2026-03-01T02:00:00Z.' },
      ],
    }
  return build(read.data, starts)
}

function parseYaml(
  text: string,
): { readonly value: unknown } | { readonly mistakes: readonly ScenarioMistake[] } {
  try {
    return { value: parse(text, { maxAliasCount: 100 }) as unknown }
  } catch (error) {
    const where =
      error instanceof YAMLParseError ? `line ${error.linePos?.[0].line ?? '?'}` : 'file'
    return {
      mistakes: [{ where, message: error instanceof Error ? error.message : 'This is not YAML.' }],
    }
  }
}

/** What stands at the head of a scenario. */
export type Head = z.output<typeof SOURCE>

function build(source: z.output<typeof SOURCE>, starts: Instant): ReturnType<typeof readScenario> {
  const mistakes: ScenarioMistake[] = []
  const mistaken = (where: string, message: string): undefined => {
    mistakes.push({ where, message })
  }
  const until =
    timeFrom(starts, source.until) ?? mistaken('until', 'Write a length of time, as 96h.')
  const people = readBehaviour(source, mistaken)
  const steps = source.steps.flatMap((step, line) => readStep(step, line, starts, mistaken) ?? [])
  if (mistakes.length > 0 || until === undefined) return { mistakes }
  return {
    scenario: {
      title: source.scenario,
      plan: source.plan,
      starts,
      until,
      people,
      steps: steps.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.line - b.line)),
    },
  }
}

/** An instant, or a length of time counted from the start, of at most ten years; a minus before it counts back. */
export function timeFrom(starts: Instant, text: string): Instant | undefined {
  const back = text.startsWith('-')
  const span = parseSpan(back ? text.slice(1) : text)
  if (span === undefined || isWorkingSpan(span)) return parseInstant(text)
  return isTooLong(span) ? undefined : plus(starts, span, 'UTC', back ? -1 : 1)
}

/** Longest time that a scenario counts from its start. */
const YEARS_MAX = 10
const DAY_MS = 86_400_000

function isTooLong(span: PlainSpan): boolean {
  if (span.unit === 'elapsed') return span.ms > YEARS_MAX * 366 * DAY_MS
  return span.count > YEARS_MAX * (span.unit === 'days' ? 366 : 12)
}

export type Mistaken = (where: string, message: string) => undefined

function readStep(
  step: Readonly<Record<string, unknown>>,
  line: number,
  starts: Instant,
  mistaken: Mistaken,
): Step | undefined {
  const { at: written, as, do: name, signal, ...body } = step
  const where = `steps.${line}`
  const at = timeFrom(starts, written === 0 ? '0m' : String(written))
  if (at === undefined)
    return mistaken(
      `${where}.at`,
      'Write a length of time from the start, as 6m, or a time with offset.',
    )
  if (signal !== undefined) {
    const read = SIGNAL.safeParse(signal)
    if (read.success) return { at, line, signal: read.data }
    return mistaken(
      `${where}.signal.${read.error.issues[0]?.path.join('.') ?? ''}`,
      read.error.issues[0]?.message ?? 'This is no signal.',
    )
  }
  if (typeof name !== 'string' || !Object.hasOwn(COMMANDS, name))
    return mistaken(`${where}.do`, `Write one of: ${Object.keys(COMMANDS).join(', ')}.`)
  if (as !== undefined && typeof as !== 'string')
    return mistaken(`${where}.as`, 'Write a role, a position or a person.')
  return { at, line, as, do: name as CommandName, body: withTimes(starts, body) }
}

export const TIMES: ReadonlySet<string> = new Set(['when', 'due', 'starts', 'detected', 'occurred'])

/** Times in a command may be counted from the start of the scenario too. */
function withTimes(
  starts: Instant,
  body: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      TIMES.has(key) ? (timeFrom(starts, String(value)) ?? value) : value,
    ]),
  )
}
