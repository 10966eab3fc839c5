// A page answered from a telephone or a chat: what was pressed or written, done as the person who did.
import { answerPage, callForHelp, handPageOn, readPageAsked } from '#/app/paging/acknowledge.ts'
import { acknowledgeToken } from '#/app/paging/acknowledge-link.ts'
import type { Acknowledgement } from '#/app/paging/acknowledge-link.ts'
import { TEST_PAGE } from '#/app/people/test-pages.ts'
import { readLive } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { maySee } from '#/app/access/visibility.ts'
import { REFUSALS } from '#/core/refusal.ts'
import type { Refusal } from '#/core/refusal.ts'

export type PageAnswer = 'acknowledge' | 'hand-on' | 'help'

/** `said` is one sentence for whoever answered, and holds nothing of what the incident is about. */
export type Answered = { readonly done: boolean; readonly said: string }

/** Answers a page. Somebody else may do so where they may see the incident and stand in its line. */
export async function answerAs(
  shell: Shell,
  asked: Acknowledgement,
  by: string,
  answer: PageAnswer,
): Promise<Answered> {
  if (by !== asked.person && !(await mayAnswerFor(shell, asked, by)))
    return { done: false, said: 'This page is not for you.' }
  const isKnown = asked.incident === TEST_PAGE || (await pageOf(shell, asked, by)) !== undefined
  if (!isKnown) return { done: false, said: 'This page is not known here.' }
  const verdict = await given(shell, { ...asked, person: by }, answer)
  if (verdict !== undefined)
    return { done: false, said: await refusalSaid(shell, asked, by, verdict.refused) }
  return { done: true, said: await saidOf(shell, asked, by, answer) }
}

/** As the link of the page shows it to somebody; undefined for whoever has left, or has nothing to do with it. */
function pageOf(shell: Shell, asked: Acknowledgement, person: string) {
  return readPageAsked(shell, acknowledgeToken(shell.linkSecret, { ...asked, person }))
}

async function mayAnswerFor(shell: Shell, asked: Acknowledgement, by: string): Promise<boolean> {
  const live = await readLive(shell, asked.incident)
  return live !== undefined && maySee(live.setting, live.incident, { seesAll: false, person: by })
}

function given(
  shell: Shell,
  asked: Acknowledgement,
  answer: PageAnswer,
): ReturnType<typeof answerPage> {
  switch (answer) {
    case 'acknowledge':
      return answerPage(shell, asked)
    case 'hand-on':
      return handPageOn(shell, asked)
    case 'help':
      return callForHelp(shell, asked, 'Whoever answered the page asks for help.')
  }
}

async function saidOf(
  shell: Shell,
  asked: Acknowledgement,
  by: string,
  answer: PageAnswer,
): Promise<string> {
  const after = await pageOf(shell, asked, by)
  if (after === undefined) return 'Thank you: it is on record.'
  const incident = `incident #${after.number}`
  if (answer === 'hand-on') return `Thank you: ${incident} goes on to the next in line.`
  return answer === 'help'
    ? `Thank you: you are on ${incident}, and more help is called in.`
    : `Thank you: you are on ${incident}.`
}

/** A page that somebody else has answered says so; that is no mistake of whoever was slower. */
async function refusalSaid(
  shell: Shell,
  asked: Acknowledgement,
  by: string,
  { code }: Refusal,
): Promise<string> {
  const page = await pageOf(shell, asked, by)
  if (page?.page.state === 'acknowledged' && page.page.answeredBy === by)
    return `You are on incident #${page.number}, but nobody more could be called in. ${REFUSALS[code]}`
  // Of a restricted incident nobody is named: what is said goes over carriers, and to people who may not see it.
  const who = page?.title === undefined ? undefined : page.answeredBy
  if (page?.page.state === 'acknowledged')
    return `${who ?? 'Somebody'} is on incident #${page.number} already.`
  if (page?.page.state === 'ended') return `Incident #${page.number}: nobody is asked any more.`
  return `That could not be done. ${REFUSALS[code]}`
}
