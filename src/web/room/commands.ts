// Commands to an incident, and giving one so that it acts once.
import type { CommandName } from '#/core/plan/command-name.ts'
import { call, Refused } from '../api/client.ts'
import type { Answer } from '../api/client.ts'
import type { Operations, OPERATIONS } from '../api/operations.ts'

/** Operations that are commands to one incident, with a body of JSON. */
export type Command = {
  [N in CommandName & keyof Operations]: (typeof OPERATIONS)[N] extends readonly [
    'POST',
    `/api/incidents/{id}/${N}`,
  ]
    ? N
    : never
}[CommandName & keyof Operations]

const PREFIX = 'tocsin.asked.'
/** From here on a status says that the server, or what is before it, does not know what became of the request. */
const UNCERTAIN_STATUS = 500

/**
 * Gives a command under a key that stays the same until the server has answered: who tries again after a lost answer, even
 * after a reload, does not act twice.
 */
export async function giveOnce<C extends Command>(
  id: string,
  command: C,
  body: Operations[C]['body'],
): Promise<Answer<C>> {
  const name = `${PREFIX}${id}.${command}.${JSON.stringify(body)}`
  const key = localStorage.getItem(name) ?? crypto.randomUUID()
  localStorage.setItem(name, key)
  try {
    const answer = await call<Command>(command, { params: { id }, body: body as never, key })
    localStorage.removeItem(name)
    return answer
  } catch (error) {
    if (error instanceof Refused && error.problem.status < UNCERTAIN_STATUS)
      localStorage.removeItem(name)
    throw error
  }
}
