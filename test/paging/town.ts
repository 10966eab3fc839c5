// A bundled plan, a town of people with devices, and a time that is moved: incidents are lived through as those who are woken do.
import { equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Directory } from '#/core/directory.ts'
import type { Receipt } from '#/core/incident/event.ts'
import { instant, plusMs } from '#/core/time.ts'
import { readAcknowledgeToken } from '#/app/paging/acknowledge-link.ts'
import { answerAs } from '#/app/channels/answer.ts'
import type { PageAnswer } from '#/app/channels/answer.ts'
import { declareIncident } from '#/app/declare.ts'
import { execute } from '#/app/execute.ts'
import type { Unstamped } from '#/app/execute.ts'
import { importPlan } from '#/app/plans/plans.ts'
import { readEvents } from '#/store/log.ts'
import { freshDatabase } from '../kit/database.ts'
import { people } from '../kit/people.ts'
import type { Citizen, People, Received } from '../kit/people.ts'
import type { Bundled } from '../kit/setting.ts'
import { clockAt, nodeOn } from './node.ts'

const MINUTE_MS = 60_000
/** As on the telephone and by text message. */
const ANSWERS: Readonly<Record<string, PageAnswer>> = {
  '1': 'acknowledge',
  '2': 'hand-on',
  '3': 'help',
  'I am on it': 'acknowledge',
}

type Body = Unstamped extends infer C
  ? C extends { readonly by: string }
    ? Omit<C, 'by'>
    : never
  : never

export type Town = {
  readonly they: People
  readonly of: (person: string) => Citizen
  /** Declares an incident as a machine or a person; what it sets off has gone out when this resolves. */
  readonly report: (body: {
    readonly title: string
    readonly source: string
    readonly reporter?: string
  }) => Promise<string>
  readonly tell: (incident: string, by: string, body: Body) => Promise<void>
  /** Time passes, and what it brings happens at its minute. */
  readonly pass: (minutes: number) => Promise<void>
  readonly receiptsOf: (incident: string, cite: string) => Promise<readonly Receipt[]>
}

/** For the calling test file. */
export async function openTown(plan: Bundled, directory: Directory, from: string): Promise<Town> {
  const { pool } = await freshDatabase()
  const clock = clockAt(instant(from))
  const they = people(clock.now, hears)
  const node = nodeOn({ pool, clock, directory, destinations: they.destinations })
  const { shell } = node
  const source = readFileSync(new URL(`../../plans/${plan}.yaml`, import.meta.url), 'utf8')
  const kept = await importPlan(shell, source, { by: 'test', activate: true })
  ok('hash' in kept, JSON.stringify(kept))

  async function hears(message: Received, by: string, said: string): Promise<void> {
    const token = message.acknowledgeUrl?.split('/').at(-1) ?? ''
    const asked = readAcknowledgeToken(shell.linkSecret, token)
    const answer = ANSWERS[said]
    ok(asked !== undefined && answer !== undefined, `${said} answers ${message.subject}`)
    const { done, said: told } = await answerAs(shell, asked, by, answer)
    ok(done, told)
    await node.runUntil(clock.now())
  }

  return {
    they,
    of: they.of,
    async report({ title, source: detected, reporter = 'monitoring' }) {
      const declared = await declareIncident(
        shell,
        { title, source: detected, reporter },
        { by: 'tocsin' },
      )
      ok('incidentId' in declared, JSON.stringify(declared))
      await node.runUntil(clock.now())
      return declared.incidentId
    },
    async tell(incident, by, body) {
      const executed = await execute(shell, incident, { ...body, by } as Unstamped)
      equal('refused' in executed ? JSON.stringify(executed.refused) : '', '')
      await node.runUntil(clock.now())
    },
    pass: minutes => node.runUntil(plusMs(clock.now(), minutes * MINUTE_MS)),
    async receiptsOf(incident, cite) {
      const events = (await readEvents(pool, incident, 0)).map(({ event }) => event)
      const ids = new Set(
        events.flatMap(event => {
          if (event.type === 'page-sent' && event.cites.includes(cite)) return [event.page]
          return event.type === 'message-sent' && event.cites.includes(cite) ? [event.message] : []
        }),
      )
      return events
        .flatMap(event => (event.type === 'receipts-recorded' ? event.receipts : []))
        .filter(({ message }) => ids.has(message))
    },
  }
}
