// What a door would make of a payload, for whoever sets it up.
import { doorKind } from '#/core/intake/doors/kinds.ts'
import type { DoorReading, Report } from '#/core/intake/doors/reading.ts'
import { compileMapping } from '#/core/intake/match/mapping.ts'
import type { Mistake } from '#/core/plan/mistake.ts'
import { toMs } from '#/core/time.ts'
import type { Shell } from '#/app/shell.ts'

export type Preview = {
  readonly reports: readonly Report[]
  readonly ignored: string | null
  readonly malformed: string | null
  readonly mistakes: readonly Mistake[]
}

const NOTHING: Preview = { reports: [], ignored: null, malformed: null, mistakes: [] }

/** Undefined: there is no such kind. The payload is taken as JSON where it is some, and as text else. */
export function previewPayload(
  { now }: Pick<Shell, 'now'>,
  given: {
    readonly kind: string
    readonly mapping?: string | undefined
    readonly payload: string
    readonly headers?: Readonly<Record<string, string>> | undefined
    readonly path?: string | undefined
  },
): Preview | undefined {
  const kind = doorKind(given.kind)
  if (kind === undefined) return undefined
  const compiled = (given.mapping ?? '').trim() === '' ? kind : compileMapping(given.mapping ?? '')
  if ('mistakes' in compiled) return { ...NOTHING, mistakes: compiled.mistakes }
  const { headers = {}, path } = given
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  const asked = { headers: Object.fromEntries(lower), nowMs: toMs(now()) }
  const body = bodyOf(given.payload)
  return shown(compiled.read({ ...asked, body, ...(path !== undefined && { path }) }))
}

function bodyOf(payload: string): unknown {
  try {
    return JSON.parse(payload) as unknown
  } catch {
    return payload
  }
}

function shown(said: DoorReading): Preview {
  if ('reports' in said) return { ...NOTHING, reports: said.reports }
  if ('malformed' in said) return { ...NOTHING, malformed: said.malformed }
  return { ...NOTHING, ignored: 'beat' in said ? `heartbeat ${said.beat}` : said.ignored }
}
