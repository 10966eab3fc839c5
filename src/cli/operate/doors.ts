// Doors of senders: made, set up, tried and watched.
import type { Command } from 'commander'
import { setUpOf } from '#/core/intake/doors/set-up.ts'
import { EXIT } from '#/cli/exit-codes.ts'
import { readText } from '#/cli/files.ts'
import { DONE, DOOR_KEY, DOOR_PREVIEW, DOORS } from '#/cli/server/answers-house.ts'
import { path } from '#/cli/server/client.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, line, red } from '#/cli/terminal/line.ts'
import { shownDate } from '#/cli/terminal/time.ts'
import { wholeNumber } from '#/cli/whole-number.ts'

type Given = { readonly json?: boolean }

/** `tocsin door …` */
export function addDoors(program: Command, surroundings: Surroundings): void {
  const door = program
    .command('door')
    .helpGroup('To set up:')
    .description('Make doors for senders, set them up, and see what comes through them.')
  addCreate(door, surroundings)
  addList(door, surroundings)
  addSetUp(door, surroundings)
  addTry(door, surroundings)
  addEdit(door, surroundings)
  addRotate(door, surroundings)
  addDelete(door, surroundings)
}

type Parts = { readonly mapping?: string; readonly secretFile?: string; readonly title?: string }

function addCreate(door: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = door
    .command('create')
    .description('Make a door. Its key is shown this once and kept nowhere.')
    .argument('<kind>', 'Who sends, such as webhook, pagerduty or github; `door list` names all.')
    .argument('<name>', 'Small letters, digits and hyphens; part of its address.')
    .option('--title <text>', 'What people call it.')
    .option('--mapping <file>', 'How a webhook’s payloads are read.')
    .option('--secret-file <file>', 'Holds the secret with which the sender signs.')
  asksServer(command).action(
    withServer(surroundings, async (client, kind: string, name: string, options: Given & Parts) => {
      const body = { kind, name, ...partsOf(options) }
      const request = { method: 'POST', path: '/api/doors', body } as const
      const { document, answer } = await client.ask(request, DOOR_KEY)
      if (options.json === true) return terminal.json(document)
      terminal.complain([
        dim(line`${name} (${answer.id}). Keep its key now, it is not shown again:`),
      ])
      terminal.say([line`${answer.key ?? ''}`])
    }),
  )
}

function partsOf({ mapping, secretFile, title }: Parts) {
  return {
    ...(title !== undefined && { title }),
    ...(mapping !== undefined && { mapping: readText(mapping) }),
    ...(secretFile !== undefined && { secret: readText(secretFile).trim() }),
  }
}

function addList(door: Command, surroundings: Surroundings): void {
  const { terminal, zone } = surroundings
  asksServer(door.command('list').description('Every door, and the kinds that there are.')).action(
    withServer(surroundings, async (client, { json }: Given) => {
      const { document, answer } = await client.ask({ path: '/api/doors' }, DOORS)
      if (json === true) return terminal.json(document)
      const rows = answer.doors.map(one => [
        cyan(one.name),
        bold(one.kind),
        one.enabled ? line`${one.taken} taken` : red('switched off'),
        dim(one.received === null ? 'nothing yet' : `last ${shownDate(one.received, zone)}`),
        one.last_refused === null
          ? ''
          : red(`refused ${shownDate(one.last_refused.at, zone)}: ${one.last_refused.cause}`),
      ])
      terminal.say(table(rows, terminal.width))
      terminal.complain([dim(`Kinds: ${answer.kinds.map(({ kind }) => kind).join(', ')}`)])
    }),
  )
}

function addSetUp(door: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = door
    .command('set-up')
    .description('What to paste at the sender of a door.')
    .argument('<name>', 'As the list shows it.')
  asksServer(command).action(
    withServer(surroundings, async (client, name: string, { json }: Given) => {
      const { answer } = await client.ask({ path: '/api/doors' }, DOORS)
      const found = answer.doors.find(one => one.name === name || one.id === name)
      if (found === undefined)
        throw new Stop(EXIT.notFound, { what: line`There is no door ${name}.` })
      const origin = found.address.replace(/\/in\/.*$/, '')
      const snippets = setUpOf(found.kind, { origin, address: found.address, key: 'KEY' })
      if (json === true) return terminal.json({ set_up: snippets })
      for (const { where, text } of snippets)
        // As it is to be pasted: indented as it was written, and broken nowhere.
        terminal.text(`${where}\n${text.replaceAll(/^/gm, '  ')}\n\n`)
    }),
  )
}

function addTry(door: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = door
    .command('try')
    .description('What a kind of door, or a mapping, makes of a payload. Keeps nothing.')
    .argument('<kind>', 'Who sends, such as webhook or github.')
    .argument('<payload>', 'A file with what is posted.')
    .option('--mapping <file>', 'How it is read.')
  asksServer(command).action(
    withServer(
      surroundings,
      async (client, kind: string, payload: string, options: Given & { mapping?: string }) => {
        const { mapping } = options
        const body = {
          kind,
          payload: readText(payload),
          ...(mapping !== undefined && { mapping: readText(mapping) }),
        }
        const request = { method: 'POST', path: '/api/doors/preview', body } as const
        const { document, answer } = await client.ask(request, DOOR_PREVIEW)
        if (answer.mistakes.length === 0) return terminal.json(document)
        const mistakes = answer.mistakes.map(
          one =>
            line`${mapping ?? 'mapping'}:${one.line}:${one.column}: ${one.message} Mend: ${one.mend}`,
        )
        throw new Stop(EXIT.faults, { what: line`The mapping has mistakes.`, more: mistakes })
      },
    ),
  )
}

type Edit = Parts & { readonly off?: boolean; readonly on?: boolean; readonly perMinute?: number }

function addEdit(door: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = door
    .command('edit')
    .description('Change a door, or switch it off and on.')
    .argument('<name>', 'As the list shows it.')
    .option('--title <text>', 'What people call it.')
    .option('--mapping <file>', 'How a webhook’s payloads are read; an empty file: by their form.')
    .option('--secret-file <file>', 'Holds the secret with which the sender signs.')
    .option('--per-minute <count>', 'How many requests it takes.', wholeNumber(1, 600_000))
    .option('--off', 'Takes nothing any more.')
    .option('--on', 'Takes what is posted again.')
  asksServer(command).action(
    withServer(surroundings, async (client, name: string, options: Given & Edit) => {
      const { off, on, perMinute, json } = options
      const enabled = off === true ? false : on === true ? true : undefined
      const body = {
        ...partsOf(options),
        ...(enabled !== undefined && { enabled }),
        ...(perMinute !== undefined && { per_minute: perMinute }),
      }
      const request = { method: 'POST', path: path`/api/doors/${name}/edit`, body } as const
      const { document } = await client.ask(request, DONE)
      if (json === true) terminal.json(document)
      else terminal.say([line`${name} is changed.`])
    }),
  )
}

function addRotate(door: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = door
    .command('rotate')
    .description('Make another key. Those before go on opening for a while.')
    .argument('<name>', 'As the list shows it.')
    .option(
      '--hours <count>',
      'How long those before still open; a week otherwise.',
      wholeNumber(0, 2_160),
    )
  asksServer(command).action(
    withServer(
      surroundings,
      async (client, name: string, { hours, json }: Given & { readonly hours?: number }) => {
        const body = hours === undefined ? {} : { hours }
        const request = { method: 'POST', path: path`/api/doors/${name}/rotate`, body } as const
        const { document, answer } = await client.ask(request, DOOR_KEY)
        if (json === true) return terminal.json(document)
        terminal.complain([dim('Keep it now, it is not shown again:')])
        terminal.say([line`${answer.key ?? ''}`])
      },
    ),
  )
}

function addDelete(door: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = door
    .command('delete')
    .description('Take a door away. What came through it stays.')
    .argument('<name>', 'As the list shows it.')
  asksServer(command).action(
    withServer(surroundings, async (client, name: string, { json }: Given) => {
      const request = { method: 'POST', path: path`/api/doors/${name}/delete` } as const
      const { document } = await client.ask(request, DONE)
      if (json === true) terminal.json(document)
      else terminal.say([line`${name} is gone.`])
    }),
  )
}
