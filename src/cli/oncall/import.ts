// Rotas from elsewhere: what they would change, and the change.
import { Option } from 'commander'
import type { Command } from 'commander'
import { EXIT } from '#/cli/exit-codes.ts'
import { readText } from '#/cli/files.ts'
import { IMPORTED, PREVIEW } from '#/cli/oncall/answers.ts'
import type { Preview } from '#/cli/oncall/answers.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { headed, table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, green, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'
import { shownDayAndTime } from '#/cli/terminal/time.ts'
import { IMPORT_KINDS } from '#/core/oncall/import/imported.ts'

type Given = {
  readonly json?: boolean
  readonly from: string
  readonly write?: boolean
  readonly addPeople?: boolean
  readonly who: readonly string[]
  readonly zone?: string
}

/** So many shifts of each rota are shown, to be held against the calendar of before. */
const SHOWN_MAX = 8

export function addRotaImport(oncall: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = oncall
    .command('import')
    .description(
      'Rotas from iCalendar, PagerDuty, Opsgenie or Grafana OnCall. Shows what would change; --write does it.',
    )
    .argument('<files...>', 'A calendar, or answers of the API as JSON.')
    .addOption(
      new Option('--from <kind>', 'Where they come from.')
        .choices([...IMPORT_KINDS])
        .makeOptionMandatory(),
    )
    .option('--write', 'Import them.')
    .option('--add-people', 'Add those who are in no directory.')
    .option('--who <name=id>', 'Who somebody of the export is; may be said again.', gathered, [])
    .option('--zone <zone>', 'Of a calendar that names none.')
  asksServer(command).action(
    withServer(surroundings, async (client, files: readonly string[], given: Given) => {
      const body = {
        kind: given.from,
        files: files.map(readText),
        zone: given.zone ?? surroundings.zone,
        who: Object.fromEntries(given.who.map(pair)),
      }
      const preview = await client.ask(
        { method: 'POST', path: '/api/on-call/import/preview', body },
        PREVIEW,
      )
      if (given.write !== true) {
        if (given.json === true) return terminal.json(preview.document)
        return terminal.say([
          ...previewLines(preview.answer, surroundings),
          [],
          dim('Nothing is changed. Do it with --write.'),
        ])
      }
      const { document, answer } = await client.ask(
        {
          method: 'POST',
          path: '/api/on-call/import',
          body: {
            ...body,
            since: preview.answer.version,
            add_people: given.addPeople === true,
          },
        },
        IMPORTED,
      )
      if (given.json === true) return terminal.json(document)
      terminal.say([
        green(
          line`Imported: version ${answer.version} of the directory, and ${answer.overrides} single shifts.`,
        ),
        ...leftLines(answer.left, terminal.width),
      ])
    }),
  )
}

const gathered = (value: string, before: readonly string[]) => [...before, value]

function pair(typed: string): readonly [string, string] {
  const [, name, id] = /^(.+)=([^=]+)$/.exec(typed) ?? []
  if (name !== undefined && id !== undefined) return [name, id]
  throw new Stop(EXIT.usage, { what: line`--who "${typed}" is no NAME=ID.` })
}

function previewLines(preview: Preview, { terminal, zone }: Surroundings): readonly Line[] {
  const { width } = terminal
  const people = preview.people.map(({ key, name, email, id, found }) => [
    found === 'new' ? yellow('new') : green(found),
    cyan(id),
    name,
    dim(email ?? key),
  ])
  return [
    ...headed(bold('people'), table(people, width, '  ')),
    ...preview.rotas.flatMap(rota =>
      headed(
        line`${bold(rota.title)} ${dim(`${rota.id}, ${rota.zone}, ${rota.change}`)}: ${counted(rota.layers, 'layer')}, ${counted(rota.overrides, 'single shift')}`,
        table(
          rota.stretches
            .slice(0, SHOWN_MAX)
            .map(({ person, from, to }) => [
              line`${shownDayAndTime(from, zone)}`,
              line`${shownDayAndTime(to, zone)}`,
              person === null ? red('nobody') : bold(person),
            ]),
          width,
          '  ',
        ),
      ),
    ),
    ...headed(
      bold('positions'),
      table(
        preview.positions.map(({ id, holders }) => [cyan(id), joined(holders)]),
        width,
        '  ',
      ),
    ),
    ...leftLines(preview.left, width),
  ]
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

function leftLines(left: Preview['left'], width: number): readonly Line[] {
  return headed(
    yellow('not carried over as it was'),
    table(
      left.map(({ where, what }) => [cyan(where), what]),
      width,
      '  ',
    ),
  )
}
