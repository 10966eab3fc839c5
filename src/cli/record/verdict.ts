import { counted } from '#/cli/event/phrase.ts'
import { table, wrapped } from '#/cli/terminal/layout.ts'
import { bold, dim, green, joined, line, red } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'

/** What a verification found, in the form that the API gives it. */
export type Shown = {
  readonly intact: boolean
  readonly faults: readonly {
    readonly code: string
    readonly message: string
    readonly incident?: string | undefined
    readonly version?: number | undefined
    readonly checkpoint?: number | undefined
    readonly line?: number | undefined
  }[]
  readonly faults_found: number
  readonly incidents: number
  readonly events: number
  readonly checkpoints: number
  readonly unsigned: number
  readonly redacted: number
  readonly keys: readonly string[]
}

export function verdictLines(verdict: Shown, width: number): readonly Line[] {
  const { intact, faults, faults_found: found, incidents, events, checkpoints } = verdict
  const rows = faults.map(fault => [red(fault.code), line`${fault.message}${placeOf(fault)}`])
  const unlisted = found - faults.length
  return [
    ...table(rows, width),
    ...(unlisted > 0 ? [red(`… and ${unlisted} more.`)] : []),
    ...(intact
      ? [green('The record is intact.')]
      : [[], red(line`${bold('The record is not intact')}: ${counted(found, 'fault')}.`)]),
    line`Read: ${counted(incidents, 'incident')}, ${counted(events, 'event')}, ${counted(checkpoints, 'checkpoint')}.`,
    ...notes(verdict, width),
  ]
}

function placeOf({ line: at, incident, version, checkpoint }: Shown['faults'][number]): Line {
  const places = [
    ...(incident === undefined ? [] : [incident]),
    ...(version === undefined ? [] : [`version ${version}`]),
    ...(checkpoint === undefined ? [] : [`checkpoint ${checkpoint}`]),
    ...(at === undefined ? [] : [`line ${at}`]),
  ]
  return places.length === 0 ? [] : dim(line` (${joined(places)})`)
}

function notes({ unsigned, redacted, keys }: Shown, width: number): readonly Line[] {
  return [
    ...(redacted > 0 ? [line`${counted(redacted, 'text')} taken out, as the log says.`] : []),
    ...(unsigned > 0
      ? wrapped(
          line`${counted(unsigned, 'event')} newer than the last checkpoint: their order is proven, not that none is missing after them.`,
          width,
        )
      : []),
    ...keys.map(key => line`Signed by ${key}`),
    ...(keys.length === 0 ? [line`No checkpoint was signed yet.`] : []),
  ]
}
