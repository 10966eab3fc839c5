// What stands behind the link of a page: it works without signing in, for one page and one person.
import type { Page } from '#/core/incident/incident.ts'
import { SILENT } from '#/core/incident/event.ts'
import { beginTurn } from '#/core/incident/turn.ts'
import { peopleOf } from '#/core/obligation/party.ts'
import { movesOnAt, stepsAt } from '#/core/paging/pace.ts'
import { nearby } from '#/core/paging/page.ts'
import type { Refusal } from '#/core/refusal.ts'
import type { Instant } from '#/core/time.ts'
import { earliest } from '#/core/time.ts'
import { readAcknowledgeToken } from '#/app/paging/acknowledge-link.ts'
import type { Acknowledgement } from '#/app/paging/acknowledge-link.ts'
import { execute, notBefore } from '#/app/execute.ts'
import { readLive } from '#/app/read.ts'
import type { Live } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { answerTest, TEST_PAGE } from '#/app/people/test-pages.ts'
import { maySee } from '#/app/access/visibility.ts'

/** More names than a telephone shows on one screen help nobody choose. */
const NAMED_MAX = 12

export type PageAsked = {
  readonly asked: Acknowledgement
  readonly number: number
  /** Undefined when the incident is restricted: whoever finds the link is told no more than they need. */
  readonly title: string | undefined
  readonly page: Page
  /** The name of whoever answered it; undefined also for whom that is none of their business. */
  readonly answeredBy: string | undefined
  /** The name of whom the link is for. */
  readonly name: string
  /** Restricted, and not to them: they may answer, and are told nothing. */
  readonly isHidden: boolean
  /** It waits for them, now. */
  readonly isTheirs: boolean
  /** Somebody may still take it on: nobody has, and the incident goes on. */
  readonly isOpen: boolean
  /** When it moves on by itself, while it is theirs: they are called again, or the next is. */
  readonly movesOnAt: Instant | undefined
  /** Who could be asked instead, of the same line. */
  readonly others: readonly { readonly id: string; readonly name: string }[]
  /** In which the plan counts its time. */
  readonly zone: string
}

/**
 * What a token is about; undefined when it is not one of ours, when there is no such page, or when whom it is for has left: then
 * the link is as good as a stranger's.
 */
export async function readPageAsked(shell: Shell, token: string): Promise<PageAsked | undefined> {
  const asked = readAcknowledgeToken(shell.linkSecret, token)
  if (asked === undefined) return undefined
  const live = await readLive(shell, asked.incident)
  const page = live?.incident.pages.get(asked.page)
  if (live === undefined || page === undefined) return undefined
  const { setting, incident } = live
  const person = setting.directory.people.get(asked.person)
  if (person === undefined) return undefined
  const isHidden = !maySee(setting, incident, { seesAll: false, person: asked.person })
  const stands = page.person === asked.person || standsIn(live, page, asked.person)
  if (isHidden && !stands) return undefined
  return { ...described(shell, live, page, asked), asked, page, isHidden, name: person.name }
}

function standsIn({ setting, incident }: Live, { party }: Page, person: string): boolean {
  return peopleOf(setting, incident, party).includes(person)
}

function described(shell: Shell, live: Live, page: Page, { person }: Acknowledgement) {
  const { setting, incident, head } = live
  const { plan, directory } = setting
  const nameOf = (id: string) => directory.people.get(id)?.name ?? id
  const isTheirs = page.state === 'waiting' && page.person === person
  const isOver = incident.status !== 'open' && incident.status !== 'resolved'
  const isSilent = page.cause !== undefined && SILENT.has(page.cause)
  const turn = beginTurn(setting, incident, notBefore(shell.now(), incident), person)
  const others = isTheirs ? nearby(turn, page).slice(0, NAMED_MAX) : []
  return {
    number: head.number,
    title: incident.restrictedTo === undefined ? incident.title : undefined,
    answeredBy: page.answeredBy === undefined ? undefined : nameOf(page.answeredBy),
    isTheirs,
    isOpen: !isOver && page.answeredAt === undefined && (page.state !== 'ended' || isSilent),
    movesOnAt: isTheirs ? earliest([movesOnAt(plan, incident, page), stepsAt(page)]) : undefined,
    others: others.map(id => ({ id, name: nameOf(id) })),
    zone: plan.zone,
  }
}

type Verdict = { readonly refused: Refusal } | undefined

/** Answers the page as the person that the link is for. Answering twice is no error. */
export async function answerPage(shell: Shell, asked: Acknowledgement): Promise<Verdict> {
  const { incident, page, person } = asked
  if (incident === TEST_PAGE) {
    await answerTest(shell, asked)
    return undefined
  }
  const executed = await execute(shell, incident, { do: 'acknowledge', page, by: person })
  return 'refused' in executed ? executed : undefined
}

/** Says that they cannot, or, with `to`, that somebody else of their line can. */
export async function handPageOn(
  shell: Shell,
  { incident, page, person }: Acknowledgement,
  to?: string,
): Promise<Verdict> {
  const named = to === undefined ? {} : { to }
  const executed = await execute(shell, incident, { do: 'hand-on', page, ...named, by: person })
  return 'refused' in executed ? executed : undefined
}

/** They are on it, and more people are wanted. */
export async function callForHelp(
  shell: Shell,
  asked: Acknowledgement,
  reason: string,
): Promise<Verdict> {
  const answered = await answerPage(shell, asked)
  if (answered !== undefined || asked.incident === TEST_PAGE) return answered
  const executed = await execute(shell, asked.incident, {
    do: 'escalate',
    reason,
    by: asked.person,
  })
  return 'refused' in executed ? executed : undefined
}
