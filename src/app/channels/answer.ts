// A page answered from a telephone or a chat: what was pressed or written, done as the person who did.
import { answerPage, readPageAsked } from '#/app/acknowledge.ts'
import { acknowledgeToken } from '#/app/acknowledge-link.ts'
import type { Acknowledgement } from '#/app/acknowledge-link.ts'
import { execute } from '#/app/execute.ts'
import { readLive } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { maySee } from '#/app/visibility.ts'
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
  const refused =
    answer === 'hand-on'
      ? await handOn(shell, asked, by)
      : await acknowledge(shell, asked, by, answer === 'help')
  if (refused !== undefined) return { done: false, said: await refusalSaid(shell, asked, refused) }
  return { done: true, said: await saidOf(shell, asked, answer) }
}

async function mayAnswerFor(shell: Shell, asked: Acknowledgement, by: string): Promise<boolean> {
  const live = await readLive(shell, asked.incident)
  return live !== undefined && maySee(live.setting, live.incident, { seesAll: false, person: by })
}

async function acknowledge(
  shell: Shell,
  asked: Acknowledgement,
  by: string,
  needsHelp: boolean,
): Promise<Refusal | undefined> {
  const answered = await answerPage(shell, { ...asked, person: by })
  if (answered !== undefined) return answered.refused
  if (!needsHelp || (await readLive(shell, asked.incident)) === undefined) return undefined
  const reason = 'Whoever answered the page asks for help.'
  const executed = await execute(shell, asked.incident, { do: 'escalate', by, reason })
  return 'refused' in executed ? executed.refused : undefined
}

async function handOn(
  shell: Shell,
  { incident, page }: Acknowledgement,
  by: string,
): Promise<Refusal | undefined> {
  const executed = await execute(shell, incident, { do: 'hand-on', page, by })
  return 'refused' in executed ? executed.refused : undefined
}

async function saidOf(shell: Shell, asked: Acknowledgement, answer: PageAnswer): Promise<string> {
  const after = await readPageAsked(shell, acknowledgeToken(shell.linkSecret, asked))
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
  { code }: Refusal,
): Promise<string> {
  const page = await readPageAsked(shell, acknowledgeToken(shell.linkSecret, asked))
  if (page?.page.state === 'acknowledged')
    return `${page.answeredBy ?? 'Somebody'} is on incident #${page.number} already.`
  if (page?.page.state === 'ended') return `Incident #${page.number}: nobody is asked any more.`
  return `That could not be done. ${REFUSALS[code]}`
}
