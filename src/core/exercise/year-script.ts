import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { readDelay, readPercent } from '#/core/exercise/delay.ts'
import type { Delay } from '#/core/exercise/delay.ts'
import type { ScenarioMistake } from '#/core/exercise/scenario.ts'

/** A year of an organisation as a script: which incidents come how often, and how long people take for the program. */
export type YearScript = {
  readonly title: string
  readonly plan: string
  readonly year: number
  readonly incidents: readonly Recurring[]
  /** From a month before something of the program is due until it is done. */
  readonly program: Delay
}

/** So many times in the year, at instants that are drawn. `scenario` is a file, as seen from that of the year. */
export type Recurring = {
  readonly scenario: string
  readonly least: number
  readonly most: number
}

export const INCIDENTS_MAX = 5_000
const YEAR_MIN = 1971
const YEAR_MAX = 2098
const PROGRAM_BY_DEFAULT: Delay = { kind: 'fixed', ms: 14 * 86_400_000 }

const times = z.union([
  z.int().min(0).max(INCIDENTS_MAX),
  z.strictObject({
    least: z.int().min(0).max(INCIDENTS_MAX),
    most: z.int().min(0).max(INCIDENTS_MAX),
  }),
])

const SOURCE = z.strictObject({
  year: z.int().min(YEAR_MIN).max(YEAR_MAX),
  title: z.string().min(1).max(300).optional(),
  plan: z.string().min(1),
  incidents: z
    .array(z.strictObject({ scenario: z.string().min(1), times }))
    .max(1_000)
    .default([]),
  program: z.unknown().optional(),
})

/** Whether a text means to be the script of a year, and not a scenario. */
export function isYear(text: string): boolean {
  return /^year:/m.test(text)
}

/** Reads the script of a year from YAML. Gives every mistake with its place, or the script; never throws. */
export function readYear(
  text: string,
): { readonly script: YearScript } | { readonly mistakes: readonly ScenarioMistake[] } {
  let document: unknown
  try {
    document = parse(text, { maxAliasCount: 100 })
  } catch (error) {
    const where =
      error instanceof YAMLParseError ? `line ${error.linePos?.[0].line ?? '?'}` : 'file'
    return {
      mistakes: [{ where, message: error instanceof Error ? error.message : 'This is not YAML.' }],
    }
  }
  const read = SOURCE.safeParse(document)
  if (!read.success)
    return {
      mistakes: read.error.issues.map(({ path, message }) => ({ where: path.join('.'), message })),
    }
  return build(read.data)
}

function build(source: z.output<typeof SOURCE>): ReturnType<typeof readYear> {
  const mistakes: ScenarioMistake[] = []
  const incidents = source.incidents.map(({ scenario, times: often }, index) => {
    const { least, most } = typeof often === 'number' ? { least: often, most: often } : often
    if (least > most)
      mistakes.push({ where: `incidents.${index}.times`, message: '`least` is more than `most`.' })
    return { scenario, least, most }
  })
  const program = readProgram(source.program)
  if (program === undefined)
    mistakes.push({
      where: 'program',
      message: 'Write how many days it takes, as {median: 14d, p90: 40d, never: 5%}.',
    })
  if (mistakes.length > 0 || program === undefined) return { mistakes }
  const { title = `The year ${source.year}`, plan, year } = source
  return { script: { title, plan, year, incidents, program } }
}

const DAY_MS = 86_400_000

/** As a delay of people, in days. */
function readProgram(source: unknown): Delay | undefined {
  if (source === undefined) return PROGRAM_BY_DEFAULT
  if (typeof source === 'string') return inDays(source) ?? readDelay(source)
  if (typeof source !== 'object' || source === null) return undefined
  const { median, p90, never = '0%' } = source as Readonly<Record<string, unknown>>
  const [one, other, percent] = [inDays(median), inDays(p90), readPercent(never)]
  if (one?.kind !== 'fixed' || other?.kind !== 'fixed' || percent === undefined) return undefined
  const [medianMs = 0, p90Ms = 0] = [one.ms, other.ms]
  return medianMs > p90Ms ? undefined : { kind: 'spread', medianMs, p90Ms, never: percent }
}

function inDays(text: unknown): Delay | undefined {
  const days = typeof text === 'string' ? /^(\d{1,4})\s*(?:d|days?)$/.exec(text)?.[1] : undefined
  return days === undefined ? undefined : { kind: 'fixed', ms: Number(days) * DAY_MS }
}
