import type { Readiness } from '#/cli/server/answers-house.ts'
import { table } from '#/cli/terminal/layout.ts'
import { dim, green, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'

const PAINTS: Readonly<Record<Readiness['findings'][number]['severity'], (value: Shown) => Line>> =
  {
    error: red,
    warning: yellow,
    note: dim,
  }

/** Whom the active plan asks for and nobody is, and who cannot be reached. */
export function readinessLines(
  { ready, plan, findings }: Readiness,
  width: number,
): readonly Line[] {
  if (plan === null) return [red('No plan is active: tocsin plan activate ID')]
  const rows = findings.map(({ severity, message, mend }) => [
    PAINTS[severity](severity),
    line`${message} ${dim(mend)}`,
  ])
  return [
    ...table(rows, width),
    ready
      ? green(line`Everyone whom ${plan.id} ${plan.version} asks for is named.`)
      : red(line`The directory is not ready for ${plan.id} ${plan.version}.`),
  ]
}
