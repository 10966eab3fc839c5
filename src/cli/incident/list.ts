import { shownSeverity, shownStatus } from '#/cli/incident/head.ts'
import type { Listed } from '#/cli/server/answers.ts'
import { bold, cyan, dim, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'
import { table } from '#/cli/terminal/layout.ts'
import { shownLength } from '#/cli/terminal/time.ts'
import { msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** Incidents, one on a line, newest first. */
export function listLines(
  incidents: readonly Listed[],
  { now, width }: { readonly now: Instant; readonly width: number },
): readonly Line[] {
  const rows = incidents.map(incident => [
    bold(`${incident.number}`),
    shownSeverity(incident),
    shownStatus(incident.status),
    incident.commander ?? dim('no commander'),
    incident.declared === null ? '' : shownLength(msBetween(incident.declared, now)),
    titleOf(incident),
  ])
  const headings = ['no.', 'severity', 'status', 'commander', 'age', 'title'].map(dim)
  return table([headings, ...rows], width)
}

function titleOf({ title, level, exercise, restricted }: Listed): Line {
  const marks = [
    ...(level > 0 ? [red(`level ${level}`)] : []),
    ...(exercise ? [cyan('EXERCISE')] : []),
    ...(restricted ? [yellow('restricted')] : []),
  ]
  return marks.length === 0 ? line`${title}` : line`${title} (${joined(marks)})`
}
