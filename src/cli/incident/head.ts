// The first lines about an incident, whatever else is shown of it.
import type { Incident, Listed } from '#/cli/server/answers.ts'
import { bold, cyan, dim, green, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'

/** Worst level and open: red. Over: grey. */
export function shownStatus(status: string): Line {
  if (status === 'open') return line`${status}`
  return status === 'resolved' ? green(status) : dim(status)
}

/** `P0 data-breach`, or that nobody has said yet. */
export function shownSeverity({ severity, type }: Pick<Listed, 'severity' | 'type'>): Line {
  return severity === null ? yellow('not classified') : bold(line`${severity} ${type ?? ''}`)
}

export function headOf(incident: Incident): readonly Line[] {
  const { number, title, status, stage, level } = incident
  const marks: readonly Shown[] = [
    shownSeverity(incident),
    shownStatus(status),
    ...(stage === null ? [] : [line`stage ${stage}`]),
    ...(level > 0 ? [red(`level ${level}`)] : []),
    ...(incident.exercise ? [cyan('EXERCISE')] : []),
    ...(incident.restricted_to === null ? [] : [yellow('restricted')]),
    ...(incident.merged_into === null ? [] : [line`merged into ${incident.merged_into}`]),
  ]
  return [line`${bold(`Incident ${number}:`)} ${title}`, line`${joined(marks, ' · ')}`]
}
