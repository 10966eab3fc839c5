// Plans that the server keeps: which there are, and which of them new incidents get.
import type { Command } from 'commander'
import { EXIT } from '#/cli/exit-codes.ts'
import { readPlanSource } from '#/cli/files.ts'
import { IMPORTED_PLAN, PLANS } from '#/cli/server/answers-house.ts'
import { path } from '#/cli/server/client.ts'
import type { Client } from '#/cli/server/client.ts'
import { ServerProblem } from '#/cli/server/problem.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, green, line } from '#/cli/terminal/line.ts'
import { shownDate } from '#/cli/terminal/time.ts'

const KEPT = 'Plans that the server keeps:'
/** Of a hash: enough to tell plans apart and to name them. */
const HASH_SHOWN = 12

export function addKeptPlans(plan: Command, surroundings: Surroundings): void {
  addList(plan, surroundings)
  addImport(plan, surroundings)
  addActivate(plan, surroundings)
}

type Given = { readonly json?: boolean }

function addList(plan: Command, surroundings: Surroundings): void {
  const { terminal, zone } = surroundings
  asksServer(
    plan.command('list').helpGroup(KEPT).description('Every version that is kept.'),
  ).action(
    withServer(surroundings, async (client, { json }: Given) => {
      const { document, answer } = await client.ask({ path: '/api/plans' }, PLANS)
      if (json === true) return terminal.json(document)
      const rows = answer.plans.map(({ hash, id, version, imported, by, active }) => [
        cyan(id),
        version,
        active ? green('active') : '',
        dim(hash.slice(0, HASH_SHOWN)),
        dim(line`${shownDate(imported, zone)} by ${by}`),
      ])
      terminal.say(table(rows, terminal.width))
    }),
  )
}

function addImport(plan: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = plan
    .command('import')
    .helpGroup(KEPT)
    .description('Keep a plan. The same text again changes nothing.')
    .argument('<plan>', 'A file, or the id of a bundled plan.')
    .option('--activate', 'Give it to new incidents from now on.')
  asksServer(command).action(
    withServer(
      surroundings,
      async (client, named: string, options: Given & { activate?: boolean }) => {
        const { path: file, text } = readPlanSource(surroundings, named)
        const request = {
          method: 'POST',
          path: '/api/plans',
          query: { activate: options.activate },
          body: text,
          content: 'application/yaml',
        } as const
        const { document, answer } = await client
          .ask(request, IMPORTED_PLAN)
          .catch((error: unknown) => {
            throw withPlaces(error, file)
          })
        if (options.json === true) return terminal.json(document)
        const { id, version, hash, active } = answer
        terminal.say([
          line`${bold(id)} ${version} is kept${active ? ' and active' : ''}. ${dim(hash.slice(0, HASH_SHOWN))}`,
          ...(active ? [] : [dim(`New incidents get it after: tocsin plan activate ${id}`)]),
        ])
      },
    ),
  )
}

/** Mistakes with the file before line and column, as `plan check` tells them. */
function withPlaces(error: unknown, file: string): unknown {
  if (!(error instanceof ServerProblem) || error.problem.code !== 'plan-has-mistakes') return error
  const { errors } = error.problem
  return new Stop(EXIT.faults, {
    what: line`${file} has mistakes, and is not kept.`,
    more: errors.map(
      ({ line: at, column, detail }) => line`${file}:${at ?? 1}:${column ?? 1}: ${detail}`,
    ),
    document: error.problem,
  })
}

function addActivate(plan: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = plan
    .command('activate')
    .helpGroup(KEPT)
    .description('Give this plan to new incidents. Those that have begun stay with theirs.')
    .argument('<plan>', 'Its id, for the newest version, or its hash as the list shows it.')
  asksServer(command).action(
    withServer(surroundings, async (client, named: string, { json }: Given) => {
      const plan = await wholeName(client, named)
      const request = { method: 'POST', path: path`/api/plans/${plan}/activate` } as const
      const { document, answer } = await client.ask(request, IMPORTED_PLAN)
      if (json === true) return terminal.json(document)
      terminal.say([
        line`New incidents get ${bold(answer.id)} ${answer.version}. ${dim(answer.hash.slice(0, HASH_SHOWN))}`,
      ])
    }),
  )
}

/** The beginning of a hash stands for the plan, as long as there is only one. */
async function wholeName(client: Client, named: string): Promise<string> {
  if (!/^[0-9a-f]{6,63}$/.test(named)) return named
  const { plans } = (await client.ask({ path: '/api/plans' }, PLANS)).answer
  const [only, ...others] = plans.filter(({ hash }) => hash.startsWith(named))
  return only !== undefined && others.length === 0 ? only.hash : named
}
