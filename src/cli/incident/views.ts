// Smaller views of an incident.
import type { z } from 'zod'
import { aside } from '#/cli/event/phrase.ts'
import type { FIGURES, GATES, Proposal, SENT } from '#/cli/server/answers.ts'
import { headed, table, wrapped } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, green, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'
import { shownLength, shownNear } from '#/cli/terminal/time.ts'
import type { Instant } from '#/core/time.ts'

/** What the plan asks, what it proposes on the answers so far, and why. */
export function proposalLines(proposal: Proposal, width: number): readonly Line[] {
  const { questions, severities, types, may_worsen: mayWorsen } = proposal
  const questionRows = questions.map(({ fact, ask, kind, choices, answer, help }) => [
    cyan(fact),
    answer === null ? dim(formOf(kind, choices)) : bold(answer),
    line`${ask}${aside(help ?? undefined)}`,
  ])
  const meanings = (all: readonly { id: string; title: string; means: string }[]) =>
    table(
      all.map(({ id, title, means }) => [
        cyan(id),
        line`${title}${means === '' ? '' : ': '}${means}`,
      ]),
      width,
      '  ',
    )
  return [
    ...proposedLines(proposal, width),
    ...(mayWorsen.length === 0
      ? []
      : wrapped(line`It could still be worse, by the answer to: ${joined(mayWorsen)}`, width)),
    ...headed(bold('questions'), table(questionRows, width, '  ')),
    ...headed(bold('severities'), meanings(severities)),
    ...headed(bold('types'), meanings(types)),
  ]
}

function proposedLines({ proposed }: Proposal, width: number): readonly Line[] {
  if (proposed === null)
    return [line`${yellow('No severity is proposed')} on what is known so far.`]
  const { severity, title, forced, because, cites } = proposed
  return [
    line`The plan ${forced ? red('forces') : 'proposes'} ${bold(severity)}, ${title}${aside(...cites)}.`,
    ...because.flatMap(reason => wrapped(line`  because ${reason}`, width, 10)),
    dim(
      forced
        ? '  No milder severity may be given while that holds.'
        : '  Whoever classifies decides.',
    ),
  ]
}

function formOf(kind: string, choices: readonly string[]): string {
  if (kind === 'yes-no') return 'yes / no ?'
  return choices.length > 0 ? `${choices.join(' / ')} ?` : `${kind} ?`
}

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
    const about = line`${title}${aside(`before ${before.replace(':', ' ')}`, `waived by ${waivableBy}`, ...cites)}`
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
