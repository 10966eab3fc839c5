// `tocsin incident explain`: why something is due when it is.
import type { Command } from 'commander'
import { incidentFirst, LOOK, NUMBER_FIRST } from '#/cli/incident/which.ts'
import { EXPLAINED } from '#/cli/server/answers.ts'
import type { Explained } from '#/cli/server/answers.ts'
import { path } from '#/cli/server/client.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import { EXIT } from '#/cli/exit-codes.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { headed, table, wrapped } from '#/cli/terminal/layout.ts'
import { bold, dim, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import { shownDayAndTime } from '#/cli/terminal/time.ts'
import type { Instant } from '#/core/time.ts'

type Given = { readonly json?: boolean }

export function addExplain(incident: Command, surroundings: Surroundings): void {
  const { terminal, zone } = surroundings
  asksServer(
    incident
      .command('explain')
      .helpGroup(LOOK)
      .description('Why something is due when it is: its law, its start on record, the counting.')
      .argument('[number]', NUMBER_FIRST)
      .argument('[obligation]', 'As the agenda has it.'),
  ).action(
    withServer(
      surroundings,
      async (client, first: string | undefined, second: string | undefined, { json }: Given) => {
        const { id, words } = await incidentFirst(client, [first, second])
        const [obligation] = words
        if (typeof obligation !== 'string')
          throw new Stop(EXIT.usage, {
            what: 'Which obligation?',
            more: ['`tocsin incident agenda` shows what is owed.'],
          })
        const asked = { path: path`/api/incidents/${id}/obligations/${obligation}` }
        const { document, answer } = await client.ask(asked, EXPLAINED)
        if (json === true) return terminal.json(document)
        terminal.say(explainedLines(answer, zone, terminal.width))
      },
    ),
  )
}

function explainedLines(explained: Explained, zone: string, width: number): readonly Line[] {
  const { obligation, explanation } = explained
  const time = (at: Instant) => shownDayAndTime(at, zone)
  return [
    ...wrapped(
      line`${bold(obligation.title)} ${dim(obligation.id)}: ${obligation.standing.replace('-', ' ')}`,
      width,
    ),
    ...table(aboutRows(explained, time), width, '  '),
    ...headed(
      bold('counted'),
      explanation.how.flatMap(sentence => wrapped(line`  ${sentence}`, width, 4)),
    ),
    ...headed(bold('on record'), startLines(explained, time, width)),
    ...headed(
      bold('moved'),
      explanation.moved.flatMap(({ at, was, due }) =>
        wrapped(
          line`  ${time(at)}: from ${was === undefined ? 'no limit' : time(was)} to ${due === undefined ? 'no limit' : time(due)}`,
          width,
          4,
        ),
      ),
    ),
  ]
}

/** What it carries out, and its limits: those that were, and that of the law where it is later. */
function aboutRows(
  { obligation, explanation }: Explained,
  time: (at: Instant) => string,
): readonly (readonly Shown[])[] {
  const { law, regime, unverified, legal, days_off: daysOff } = explanation
  const { due, was, aim, unmeasured, cites, waits_for: waitsFor } = obligation
  const rows: readonly (readonly [string, Shown | undefined])[] = [
    ['law', law],
    ['regime', regime === undefined ? undefined : line`${regime.title} ${dim(regime.version)}`],
    ['clauses', cites.length === 0 ? undefined : joined(cites)],
    ['not verified', unverified === undefined ? undefined : yellow(unverified)],
    ['aim', aim === undefined ? undefined : time(aim)],
    ['due', due === undefined ? unmeasured : bold(time(due))],
    ['was due', was === undefined ? undefined : time(was)],
    ['in law', legal === undefined ? undefined : line`${time(legal)}, strictly`],
    [
      'days off',
      daysOff.length === 0
        ? undefined
        : joined(daysOff.map(({ date, why }) => line`${date} ${dim(why)}`)),
    ],
    ['waits for', waitsFor === undefined ? undefined : red(joined(waitsFor))],
  ]
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [[dim(label), value]]))
}

function startLines(
  { explanation }: Explained,
  time: (at: Instant) => string,
  width: number,
): readonly Line[] {
  return explanation.starts.flatMap(({ when, by, recorded_at: recordedAt, was, reason }) => {
    const corrects = was === undefined ? '' : `, corrected from ${time(was)}`
    const why = reason === undefined ? '' : `: ${reason}`
    return wrapped(
      line`  ${time(when)} ${dim(line`recorded ${time(recordedAt)} by ${by}${corrects}${why}`)}`,
      width,
      4,
    )
  })
}
