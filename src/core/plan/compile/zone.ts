import { isZone } from '#/core/calendar/is-zone.ts'
import { report } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Path } from '#/core/plan/mistake.ts'

/** An IANA time zone; UTC where none is named. */
export function compileZone(context: Context, path: Path, zone: string | undefined): string {
  if (zone === undefined || isZone(zone)) return zone ?? 'UTC'
  report(
    context,
    path,
    'zone-unknown',
    `There is no time zone ${quote(zone)}.`,
    'Write an IANA name such as Europe/Paris or UTC.',
  )
  return 'UTC'
}
