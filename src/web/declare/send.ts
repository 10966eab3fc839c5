// Declaring, in as many commands as it takes: the incident first, since the clock runs; then what is known; then its level.
import { call, Refused } from '../api/client.ts'
import type { Answer } from '../api/client.ts'
import type { Draft } from './draft.ts'

export type Declared = Answer<'declare'>

/** Opens the incident. Sent again it opens no second one. */
export function declare(draft: Draft): Promise<Declared> {
  const { key, title, about, systems, detected, source, exercise, plan } = draft
  return call('declare', {
    key: `${key}-declare`,
    body: {
      title: title.trim(),
      ...(about.trim() !== '' && { description: about }),
      ...(systems.length > 0 && { systems }),
      ...(detected !== '' && { detected: new Date(detected).toISOString() }),
      ...(source !== null && { source }),
      ...(exercise && { exercise }),
      ...(plan !== null && { plan }),
    },
  })
}

/** Puts the answers on record, then gives the level. Gives why the level, or an answer, was refused; throws when nothing is known. */
export async function tellMore(
  { id }: Declared,
  draft: Draft,
  level: { readonly id: string } | undefined,
): Promise<Refused | undefined> {
  const { key, answers, type, reason } = draft
  const params = { id }
  let refused: Refused | undefined
  for (const [fact, value] of Object.entries(answers))
    refused =
      (await unlessRefused(
        call('answer', { key: `${key}-answer-${fact}`, params, body: { fact, value } }),
      )) ?? refused
  if (level === undefined || type === null) return refused
  const body = { severity: level.id, type, ...(reason.trim() !== '' && { reason }) }
  return (
    (await unlessRefused(call('classify', { key: `${key}-classify`, params, body }))) ?? refused
  )
}

async function unlessRefused(asked: Promise<unknown>): Promise<Refused | undefined> {
  try {
    await asked
    return undefined
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}
