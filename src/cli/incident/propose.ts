// `tocsin incident propose`: what the plan proposes on what is known, and everything that it still wants to know.
import type { Command } from 'commander'
import type { z } from 'zod'
import { aside, counted } from '#/cli/event/phrase.ts'
import { wantedAnswers } from '#/cli/incident/agenda.ts'
import { LOOK, NUMBER, whichIncident } from '#/cli/incident/which.ts'
import { AGENDA, INCIDENT, PROPOSAL } from '#/cli/server/answers.ts'
import { PLAN_NAMES } from '#/cli/server/answers-house.ts'
import type { Proposal } from '#/cli/server/answers.ts'
import { path } from '#/cli/server/client.ts'
import type { Client } from '#/cli/server/client.ts'
import { ServerProblem } from '#/cli/server/problem.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { headed, table, wrapped } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'

export function addPropose(incident: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = incident
    .command('propose')
    .helpGroup(LOOK)
    .description('What the plan asks, the severity that it proposes, and why.')
    .argument('[number]', NUMBER)
  asksServer(command).action(
    withServer(
      surroundings,
      async (client, named: string | undefined, { json }: { readonly json?: boolean }) => {
        const id = await whichIncident(client, named)
        const asked = { path: path`/api/incidents/${id}/proposal` }
        const { document, answer } = await client.ask(asked, PROPOSAL)
        if (json === true) return terminal.json(document)
        const asking = await wantedBesides(client, id, answer)
        terminal.say(proposalLines(answer, asking, terminal.width))
      },
    ),
  )
}

type Fact = z.output<typeof PLAN_NAMES>['plan']['facts'][number]
/** A question on which no severity hangs, and so many promises. */
type Wanted = { readonly fact: Fact; readonly promises: number }

/** Besides what decides the severity: what promises wait for. None, for whoever may not see the plan. */
async function wantedBesides(
  client: Client,
  id: string,
  { questions }: Proposal,
): Promise<readonly Wanted[]> {
  const agenda = await client.ask({ path: path`/api/incidents/${id}/obligations` }, AGENDA)
  const { plan } = (await client.ask({ path: path`/api/incidents/${id}` }, INCIDENT)).answer
  try {
    const asked = { path: path`/api/plans/${plan.hash}` }
    const { facts } = (await client.ask(asked, PLAN_NAMES)).answer.plan
    return wantedAnswers(agenda.answer.obligations).flatMap(([name, promises]) => {
      const fact = facts.find(one => one.id === name)
      const isAsked = questions.some(question => question.fact === name)
      return fact === undefined || isAsked ? [] : [{ fact, promises }]
    })
  } catch (error) {
    if (error instanceof ServerProblem) return []
    throw error
  }
}

function proposalLines(
  proposal: Proposal,
  wanted: readonly Wanted[],
  width: number,
): readonly Line[] {
  const { questions, severities, types, may_worsen: mayWorsen } = proposal
  const decisive = questions.map(({ fact, ask, kind, choices, answer, help }) => [
    cyan(fact),
    answer === null ? dim(formOf(kind, choices)) : bold(answer),
    line`${ask}${aside(help ?? undefined)}`,
  ])
  const others = wanted.map(({ fact: { id, ask, kind, choices }, promises }) => [
    cyan(id),
    dim(formOf(kind, choices)),
    line`${ask}${aside(counted(promises, 'promise'))}`,
  ])
  return [
    ...proposedLines(proposal, width),
    ...(mayWorsen.length === 0
      ? []
      : wrapped(line`It could still be worse, by the answer to: ${joined(mayWorsen)}`, width)),
    ...headed(bold('questions that decide the severity'), table(decisive, width, '  ')),
    ...headed(bold('questions on which promises hang'), table(others, width, '  ')),
    ...headed(bold('severities'), meanings(severities, width)),
    ...headed(bold('further classifications'), classified(proposal, width)),
    ...headed(bold('types'), meanings(types, width)),
  ]
}

function meanings(
  entries: readonly { readonly id: string; readonly title: string; readonly means: string }[],
  width: number,
): readonly Line[] {
  const rows = entries.map(({ id, title, means }) => [
    cyan(id),
    line`${title}${means === '' ? '' : ': '}${means}`,
  ])
  return table(rows, width, '  ')
}

function proposedLines({ proposed }: Proposal, width: number): readonly Line[] {
  if (proposed === null)
    return [line`${yellow('No severity is proposed')} on what is known so far.`]
  const { severity, title, forced, in_doubt: inDoubt, because, cites } = proposed
  return [
    line`The plan ${forced ? red('forces') : 'proposes'} ${bold(severity)}, ${title}${inDoubt ? ', in doubt' : ''}${aside(...cites)}.`,
    ...because.flatMap(reason => wrapped(line`  because ${reason}`, width, 10)),
    dim(
      forced
        ? '  No milder severity may be given while that holds.'
        : '  Whoever classifies decides.',
    ),
  ]
}

function classified({ classifications }: Proposal, width: number): readonly Line[] {
  const rows = classifications.map(({ id, title, level, proposed, levels }) => [
    cyan(id),
    level === null ? dim(`${levels.map(one => one.id).join(' / ')} ?`) : bold(level),
    line`${title}${aside(
      proposed === null
        ? undefined
        : `the plan ${proposed.forced ? 'forces' : 'proposes'} ${proposed.level}${proposed.in_doubt ? ', in doubt' : ''}`,
    )}`,
  ])
  return table(rows, width, '  ')
}

function formOf(kind: string, choices: readonly string[]): string {
  if (kind === 'yes-no') return 'yes / no ?'
  return choices.length > 0 ? `${choices.join(' / ')} ?` : `${kind} ?`
}
