import type { Body } from '#/core/incident/command.ts'
import type { Refusal } from '#/core/refusal.ts'
import { assert } from '#/core/assert.ts'
import { execute, toGoOut } from '#/app/execute.ts'
import { planFor } from '#/app/plans/plans.ts'
import { readLive } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { lockLogs } from '#/store/append.ts'
import { transaction } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'
import { newIncident } from '#/store/incidents.ts'

export type Declared =
  | { readonly incidentId: string; readonly number: number; readonly version: number }
  | { readonly refused: Refusal }
  /** No plan is kept under that id, or none is the default. */
  | { readonly planUnknown: string }

/**
 * Opens an incident under a plan: the one named, or the default. With `id` given, a second declaration of the same id is
 * refused, so that what may be told twice opens one incident.
 */
export async function declareIncident(
  shell: Shell,
  body: Body<'declare'>,
  {
    by,
    plan,
    id,
  }: { readonly by: string; readonly plan?: string | undefined; readonly id?: string | undefined },
  tx?: Transaction,
): Promise<Declared> {
  const chosen = await planFor(shell, plan)
  if (chosen === undefined) return { planUnknown: plan ?? 'default' }
  const incidentId = id ?? shell.newId('inc')
  const declare = async (inside: Transaction): Promise<Declared> => {
    const number = await newIncident(inside, {
      id: incidentId,
      planId: chosen.plan.id,
      planHash: chosen.hash,
    })
    if (number === undefined)
      return { refused: { code: 'incident-exists', detail: { incident: incidentId } } }
    const executed = await execute(shell, incidentId, { ...body, do: 'declare', by }, inside)
    if ('refused' in executed) throw new Undeclared(executed.refused)
    const whole = body['from-incident']
    if (whole !== undefined) await splitOff(shell, { whole, part: incidentId, by }, inside)
    return { incidentId, number, version: executed.version }
  }
  try {
    if (tx !== undefined) return await declare(tx)
    const declared = await transaction(shell.pool, declare)
    toGoOut(shell)
    return declared
  } catch (error) {
    // The empty log goes with the transaction; inside somebody else's, that one has to go as a whole.
    if (error instanceof Undeclared && tx === undefined) return { refused: error.refusal }
    throw error
  }
}

/**
 * The incident of which the new one was a part hears of it in the same transaction, so that both show the other. What few may
 * see of the whole no more may see of the part.
 */
async function splitOff(
  shell: Shell,
  { whole, part, by }: { readonly whole: string; readonly part: string; readonly by: string },
  inside: Transaction,
): Promise<void> {
  const executed = await execute(shell, whole, { do: 'split-off', incident: part, by }, inside)
  if ('refused' in executed) throw new Undeclared(executed.refused)
  const { restrictedTo, label } = (await readLive(shell, whole, inside))?.incident ?? {}
  if (restrictedTo === undefined) return
  const restrict = { to: [...restrictedTo], ...(label !== undefined && { label }) }
  const restricted = await execute(shell, part, { ...restrict, do: 'restrict', by }, inside)
  if ('refused' in restricted) throw new Undeclared(restricted.refused)
}

/** Undoes the transaction in which an incident was begun that could not be declared. */
export class Undeclared extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`declaring was refused: ${refusal.code}`)
    this.refusal = refusal
  }
}

/** Ends one incident in favour of another, on record in both, or in neither. */
export async function mergeIncidents(
  shell: Shell,
  from: string,
  { into, reason, by }: { readonly into: string; readonly reason: string; readonly by: string },
  tx?: Transaction,
): Promise<Awaited<ReturnType<typeof execute>>> {
  const merge = async (inside: Transaction) => {
    await lockLogs(inside, [from, into])
    const merged = await execute(shell, from, { do: 'merge', into, reason, by }, inside)
    if ('refused' in merged) return merged
    const absorbed = await execute(shell, into, { do: 'absorb', incident: from, by }, inside)
    if ('refused' in absorbed) throw new Undeclared(absorbed.refused)
    assert('accepted' in absorbed, 'an absorption is accepted or refused')
    return merged
  }
  try {
    return tx === undefined ? await transaction(shell.pool, merge) : await merge(tx)
  } catch (error) {
    if (error instanceof Undeclared && tx === undefined) return { refused: error.refusal }
    throw error
  }
}
