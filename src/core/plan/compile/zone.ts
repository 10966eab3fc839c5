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

function isZone(zone: string): boolean {
  // An offset such as +01:00 is taken too by what follows, but it has no summer time, which nobody means in a plan.
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
