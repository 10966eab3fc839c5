// Gates, figures and messages of an incident.
import type { z } from 'zod'
import { aside } from '#/cli/event/phrase.ts'
import type { FIGURES, GATES, SENT } from '#/cli/server/answers.ts'
import { table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, green, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'
import { shownLength, shownNear } from '#/cli/terminal/time.ts'
import type { Instant } from '#/core/time.ts'

export function gateLines({ gates }: z.output<typeof GATES>, width: number): readonly Line[] {
  const rows = gates.map(({ id, title, before, open, passed, cites, waivable_by: waivableBy }) => {
    const state =
      passed === null
        ? open.length === 0
          ? green('can be passed')
          : yellow(`waits for ${open.length}`)
        : passed.waived
          ? yellow('waived')
          : green('passed')
    const about = line`${title}${aside(`before ${before.map(step => step.replace(':', ' ')).join(', ')}`, waivableBy === null ? 'waived by nobody' : `waived by ${waivableBy}`, ...cites)}`
    const waits = passed === null && open.length > 0 ? [['', '', dim(joined(open))]] : []
    return [[cyan(id), state, about], ...waits]
  })
  return rows.length === 0 ? [line`The plan has no gates.`] : table(rows.flat(), width)
}

const STATES: Readonly<Record<string, string>> = {
  pending: 'not yet',
  'not-applicable': 'does not apply',
  invalid: 'cannot be: it ends before it begins',
}

export function figureLines({ figures }: z.output<typeof FIGURES>, width: number): readonly Line[] {
  const rows = figures.map(({ id, title, state, ms, on_target: onTarget, cites }) => [
    cyan(id),
    ms === null ? dim(STATES[state] ?? state) : bold(shownLength(ms)),
    onTarget === null ? '' : onTarget ? green('on target') : red('off target'),
    line`${title}${aside(...cites)}`,
  ])
  return rows.length === 0 ? [line`The plan measures nothing.`] : table(rows, width)
}

export function sentLines(
  { sent }: z.output<typeof SENT>,
  { now, zone, width }: { readonly now: Instant; readonly zone: string; readonly width: number },
): readonly Line[] {
  const rows = sent.map(({ at, to, channel, act, subject, outcome, detail }) => [
    dim(shownNear(at, now, zone)),
    outcome === 'delivered'
      ? green('delivered')
      : outcome === null
        ? dim('on its way')
        : yellow(outcome.replaceAll('-', ' ')),
    to,
    channel,
    line`${act}: ${subject}${aside(outcome === 'delivered' ? undefined : (detail ?? undefined))}`,
  ])
  return rows.length === 0 ? [line`Nothing has gone out.`] : table(rows, width)
}
