// What becomes of signals: the routing book looked at, saved, and tried on what has been.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { z } from 'zod'
import { EXIT } from '#/cli/exit-codes.ts'
import { readText } from '#/cli/files.ts'
import {
  ROUTING,
  ROUTING_EXPLAINED,
  ROUTING_SAVED,
  ROUTING_TRIAL,
} from '#/cli/server/answers-house.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { headed, table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, green, joined, line, yellow } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'
import { wholeNumber } from '#/cli/whole-number.ts'
import { formatMistake } from '#/core/plan/mistake.ts'
import { joinBooks } from '#/core/routing/edit.ts'
import { readBook } from '#/core/routing/read.ts'

type Given = { readonly json?: boolean }
const YAML = 'application/yaml'
const DAYS_MAX = 30

export function addRouting(program: Command, surroundings: Surroundings): void {
  const routing = program
    .command('routing')
    .helpGroup('To set up:')
    .description('What becomes of signals: rules, maintenance, inhibition.')
  addCheck(routing, surroundings)
  addShow(routing, surroundings)
  addImport(routing, surroundings)
  addTry(routing, surroundings)
}

function addCheck(routing: Command, { terminal }: Surroundings): void {
  routing
    .command('check')
    .description('Look at a routing book before it is imported. Asks no server.')
    .argument(
      '<files...>',
      'The file (YAML), or a folder of them; of several the rules follow each other.',
    )
    .option('--json', 'Print one JSON document.')
    .action((files: readonly string[], { json }: Given) => {
      const { source } = bookOf(files)
      const read = readBook(source)
      const rules = 'book' in read ? read.book.rules.length : 0
      if (json === true) return terminal.json({ files, rules })
      terminal.say([green(`${files.join(', ')}: ${ruled(rules)}, no mistakes.`)])
    })
}

function addShow(routing: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  asksServer(routing.command('show').description('The book that counts, as it is written.')).action(
    withServer(surroundings, async (client, { json }: Given) => {
      const { document, answer } = await client.ask({ path: '/api/routing' }, ROUTING)
      if (json === true) return terminal.json(document)
      if (answer.version === 0)
        return terminal.say([
          line`Nobody has written one: every signal opens an incident, or joins one.`,
        ])
      const windows = answer.maintenance.filter(({ on }) => on)
      terminal.say([
        dim(`# version ${answer.version}, by ${answer.by ?? ''}`),
        ...answer.source
          .trimEnd()
          .split('\n')
          .map(text => line`${text}`),
        ...headed(
          bold('maintenance now'),
          windows.map(({ id, title, times }) => line`  ${cyan(id)} ${title} ${dim(times)}`),
        ),
      ])
    }),
  )
}

function addImport(routing: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = routing
    .command('import')
    .description('Save a routing book. It counts as a whole from then on.')
    .argument(
      '<files...>',
      'The file (YAML), or a folder of them; of several the rules follow each other.',
    )
  asksServer(command).action(
    withServer(surroundings, async (client, files: readonly string[], { json }: Given) => {
      const { source } = bookOf(files)
      const request = { method: 'POST', path: '/api/routing', body: source, content: YAML } as const
      const { document, answer } = await client.ask(request, ROUTING_SAVED)
      if (json === true) return terminal.json(document)
      terminal.say([green(`Saved: ${ruled(answer.rules)}, version ${answer.version}.`)])
    }),
  )
}

type TryGiven = Given & {
  readonly days: number
  readonly payload?: string
  readonly kind?: string
}

function addTry(routing: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = routing
    .command('try')
    .description('What a book would have made of the signals of the last days, or of one payload.')
    .argument('[files...]', 'The book; the one that counts when none is named.')
    .option('--days <number>', 'So many days back.', wholeNumber(1, DAYS_MAX), 1)
    .option(
      '--payload <file>',
      'Which rule decides about this, and why: JSON as its sender posts it.',
    )
    .option('--kind <kind>', 'The kind of door that the payload comes through.')
  asksServer(command).action(
    withServer(surroundings, async (client, files: readonly string[], given: TryGiven) => {
      const { days, payload, kind, json } = given
      const source =
        files.length > 0
          ? bookOf(files).source
          : (await client.ask({ path: '/api/routing' }, ROUTING)).answer.source
      if (payload !== undefined) {
        const body = { source, payload: jsonOf(payload), ...(kind !== undefined && { kind }) }
        const request = { method: 'POST', path: '/api/routing/explain', body } as const
        const { document, answer } = await client.ask(request, ROUTING_EXPLAINED)
        return json === true ? terminal.json(document) : terminal.say(explainedLines(answer))
      }
      const path = `/api/routing/try?days=${days}`
      const request = { method: 'POST', path, body: source, content: YAML } as const
      const { document, answer } = await client.ask(request, ROUTING_TRIAL)
      if (json === true) return terminal.json(document)
      terminal.say(trialLines(answer, terminal.width))
    }),
  )
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readText(file))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new Stop(EXIT.faults, {
      what: line`${file} is no JSON.`,
      more: [error.message],
    })
  }
}

/** Several files as one book; its mistakes end the command. */
function bookOf(files: readonly string[]): { readonly source: string } {
  const texts = files.flatMap(booksIn).map(file => ({ file, text: readText(file) }))
  // Each by itself first, so that a mistake has the line that it has in its file.
  for (const { file, text } of texts) stopAtMistakes(file, text)
  const source =
    texts.length === 1 ? (texts[0]?.text ?? '') : joinBooks(texts.map(({ text }) => text))
  stopAtMistakes(files.join(' + '), source)
  return { source }
}

/** Of a folder all books that lie in it, in the order of their names. */
function booksIn(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path]
  return readdirSync(path)
    .filter(name => /\.ya?ml$/.test(name))
    .toSorted()
    .map(name => join(path, name))
}

function stopAtMistakes(file: string, text: string): void {
  const read = readBook(text)
  if ('book' in read) return
  throw new Stop(EXIT.faults, {
    what: line`${file} has mistakes.`,
    more: read.mistakes.map(mistake => formatMistake({ ...mistake, file })),
    document: { file, mistakes: read.mistakes },
  })
}

function ruled(rules: number): string {
  return rules === 1 ? '1 rule' : `${rules} rules`
}

const OUTCOMES = ['opened', 'joined', 'held', 'dropped', 'quiet', 'nothing'] as const

function trialLines(
  { looked_at: lookedAt, more, did, would, signals, rules }: z.output<typeof ROUTING_TRIAL>,
  width: number,
): readonly Line[] {
  const differing = signals.filter(({ differs }) => differs)
  return [
    line`${bold(`${lookedAt} signals`)}${more ? dim(', the newest of more') : ''}`,
    ...table(
      OUTCOMES.map(outcome => [
        outcome,
        `${did[outcome]}`,
        did[outcome] === would[outcome] ? dim('as it was') : yellow(`would be ${would[outcome]}`),
      ]),
      width,
      '  ',
    ),
    ...headed(
      bold('rules'),
      table(
        rules.map(({ id, signals: count }) => [cyan(id), `${count}`]),
        width,
        '  ',
      ),
    ),
    ...headed(
      bold('otherwise than it was'),
      table(
        differing.map(({ title, did: was, would: is }) => [
          title,
          was.outcome,
          yellow(is.outcome),
          dim(is.quiet?.id ?? is.rules.join(', ')),
        ]),
        width,
        '  ',
      ),
    ),
  ]
}

function explainedLines(told: z.output<typeof ROUTING_EXPLAINED>): readonly Line[] {
  const { title, does, rules, plan, type, severity, on_call: onCall, asked, maintenance } = told
  const said = Object.entries({ plan, type, severity, 'on call': onCall, maintenance }).flatMap(
    ([name, value]) => (value === null ? [] : [`${name} ${value}`]),
  )
  return [
    line`${bold(title)}: ${does}${rules.length === 0 ? dim(', by no rule') : ''}`,
    ...(said.length === 0 ? [] : [line`  ${joined(said)}`]),
    ...asked.flatMap(({ id, depth, holds, why }) => [
      line`${'  '.repeat(depth + 1)}${holds ? green('holds') : dim('no   ')} ${cyan(id)}`,
      ...(why === null ? [] : whyLines(why, depth + 3)),
    ]),
  ]
}

type Why = NonNullable<z.output<typeof ROUTING_EXPLAINED>['asked'][number]['why']>

function whyLines({ holds, name, asks, saw, parts }: Why, depth: number): readonly Line[] {
  const mark = holds ? green('✓') : dim('✗')
  const found = saw.length === 0 ? 'nothing there' : saw.join(', ')
  const here = asks === null ? line`${name}` : line`${asks} ${dim(`(${found})`)}`
  return [
    line`${'  '.repeat(depth)}${mark} ${here}`,
    ...parts.flatMap(part => whyLines(part, depth + 1)),
  ]
}
