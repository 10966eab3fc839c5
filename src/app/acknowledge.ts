// What stands behind the link of a page in a mail: it works without signing in, for one page and one person.
import type { Page } from '#/core/incident/incident.ts'
import type { Refusal } from '#/core/refusal.ts'
import { readAcknowledgeToken } from '#/app/acknowledge-link.ts'
import type { Acknowledgement } from '#/app/acknowledge-link.ts'
import { execute } from '#/app/execute.ts'
import { readLive } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { answerTest, TEST_PAGE } from '#/app/test-pages.ts'

export type PageAsked = {
  readonly asked: Acknowledgement
  readonly number: number
  /** Undefined when the incident is restricted: whoever finds the link is told no more than they need. */
  readonly title: string | undefined
  readonly page: Page
  /** The name of whoever answered it. */
  readonly answeredBy: string | undefined
  /** The name of whom the link is for. */
  readonly name: string
}

/** What a token is about; undefined when it is not one of ours, or there is no such page. */
export async function readPageAsked(shell: Shell, token: string): Promise<PageAsked | undefined> {
  const asked = readAcknowledgeToken(shell.linkSecret, token)
  if (asked === undefined) return undefined
  const live = await readLive(shell, asked.incident)
  const page = live?.incident.pages.get(asked.page)
  if (live === undefined || page === undefined) return undefined
  const { people } = live.setting.directory
  const nameOf = (person: string) => people.get(person)?.name ?? person
  return {
    asked,
    number: live.head.number,
    title: live.incident.restrictedTo === undefined ? live.incident.title : undefined,
    page,
    answeredBy: page.answeredBy === undefined ? undefined : nameOf(page.answeredBy),
    name: nameOf(asked.person),
  }
}

/** Answers the page as the person that the link is for. Answering twice is no error. */
export async function answerPage(
  shell: Shell,
  asked: Acknowledgement,
): Promise<{ readonly refused: Refusal } | undefined> {
  const { incident, page, person } = asked
  if (incident === TEST_PAGE) {
    await answerTest(shell, asked)
    return undefined
  }
  const executed = await execute(shell, incident, { do: 'acknowledge', page, by: person })
  return 'refused' in executed ? executed : undefined
}
