import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import type { Parts } from '#/core/incident/event.ts'
import { compose, incomplete, partsOf, templateOf } from '#/core/incident/draft.ts'
import { passGates } from '#/core/incident/gate.ts'
import { heldBack } from '#/core/incident/held.ts'
import { fill, send } from '#/core/incident/message.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { findObligation, notYet } from '#/core/incident/find.ts'
import { currentObligations, isOwed, nextPeriod } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { lookup, rulesDoing } from '#/core/plan/lookup.ts'
import type { GatedStep } from '#/core/plan/plan.ts'
import type { Act } from '#/core/plan/act.ts'
import { refuse } from '#/core/refusal.ts'
import { earliest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/**
 * Posts an update that a person wrote. It meets every promised update whose whole audience it reached, and says by when
 * the next one comes where the plan promises one.
 */
export function update(turn: Turn, command: Asked<'update'>): Verdict {
  const { plan } = turn.setting
  const named =
    command.obligation === undefined ? undefined : findObligation(turn, command.obligation)
  if (command.obligation !== undefined && named?.rule.act.do !== 'update')
    return refuse('obligation-unknown', { obligation: command.obligation })
  const to = command.to ?? (named?.rule.act.do === 'update' ? named.rule.act.to : undefined)
  if (to === undefined) return refuse('nothing-to-meet')
  const unknown = to.filter(audience => !lookup(plan).audiences.has(audience))
  if (unknown.length > 0)
    return refuse('audience-unknown', { audience: unknown, known: plan.audiences.map(it => it.id) })
  const met = updatesMetBy(turn, to, named)
  for (const obligation of met) {
    const held = heldBack(turn, obligation, partsOf(command), command)
    if (held !== undefined) return held
  }
  const shut = passGates(
    turn,
    to.map((audience): GatedStep => `tell:${audience}`),
  )
  if (shut !== undefined) return shut
  const { message, nextBy } = sendUpdate(turn, to, command.text, met)
  if (message === undefined) return refuse('nobody-to-tell', { audience: to })
  record(turn, {
    type: 'update-posted',
    message,
    to,
    text: command.text,
    ...(nextBy !== undefined && { nextBy }),
  })
  for (const { key } of met)
    record(turn, { type: 'obligation-met', obligation: key, when: turn.at })
  return undefined
}

/** The message of an update, and by when it says that the next one comes. */
export function sendUpdate(
  turn: Turn,
  to: readonly string[],
  text: string,
  met: readonly Obligation[],
) {
  const nextBy = nextUpdate(turn, met)
  const promise = nextBy === undefined ? '' : `\n\nNext update by ${nextBy}.`
  const message = send(turn, {
    act: 'update',
    audiences: to,
    subject: fill(turn, 'Update: {{title}}'),
    text: `${text}${promise}`,
    cites: met.flatMap(it => it.rule.cite),
    ...(met[0] !== undefined && { obligation: met[0].key }),
  })
  return { message, nextBy }
}

export function updatesMetBy(
  turn: Turn,
  to: readonly string[],
  named: Obligation | undefined,
): readonly Obligation[] {
  const { plan } = turn.setting
  const updates = currentObligations(plan, turn.incident, turn.at, rulesDoing(plan, 'update'))
  return updates.filter(it => {
    const act = it.rule.act
    if (act.do !== 'update' || !isOwed(it) || notYet(turn, it) !== undefined) return false
    return it.key === named?.key || act.to.every(audience => reached(turn, to, audience))
  })
}

/** An update to everyone also reaches those who wanted to hear of it as part of everyone. */
function reached({ setting: { plan } }: Turn, to: readonly string[], audience: string): boolean {
  if (to.includes(audience)) return true
  const { audiences } = lookup(plan)
  if (audiences.get(audience)?.outside === true) return false
  return to.some(other => audiences.get(other)?.members.includes('everyone') === true)
}

function nextUpdate(
  { setting: { plan }, incident, at }: Turn,
  met: readonly Obligation[],
): Instant | undefined {
  const next = met.map(({ rule }) => nextPeriod(plan, incident, rule, at))
  return earliest(next.map(it => it?.aim ?? it?.due))
}

/** Sends a notice: only whole, only approved, only in the order that the plan wants. */
export function sendNotice(turn: Turn, command: Asked<'send-notice'>): Verdict {
  const found = owed(turn, command.obligation, 'notice')
  if ('refused' in found) return found
  const { act } = found
  const parts = partsOf(command)
  const verdict =
    incomplete(turn, act.template, parts) ?? heldBack(turn, found.obligation, parts, command)
  if (verdict !== undefined) return verdict
  const { obligation } = found
  const byHand = command['by-hand'] === true
  const message = byHand ? '' : sendParts(turn, obligation, act, parts)
  if (message === undefined) return refuse('nobody-to-tell', { audience: act.to })
  record(turn, { type: 'notice-sent', obligation: obligation.key, message, parts, byHand })
  record(turn, { type: 'obligation-met', obligation: obligation.key, when: turn.at })
  return undefined
}

export function sendParts(
  turn: Turn,
  obligation: Obligation,
  act: Extract<Act, { do: 'notice' }>,
  parts: Parts,
): string | undefined {
  const template = templateOf(turn, act.template)
  return send(turn, {
    act: 'notice',
    obligation: obligation.key,
    audiences: act.to,
    subject: template === undefined ? obligation.rule.title : fill(turn, template.subject),
    text: compose(turn, template, parts),
    cites: obligation.rule.cite,
  })
}

/** Puts on record what was submitted to an authority, with its number; the authority itself is reached by people. */
export function submitReport(turn: Turn, command: Asked<'submit-report'>): Verdict {
  const found = owed(turn, command.obligation, 'report')
  if ('refused' in found) return found
  const parts = partsOf(command)
  const verdict =
    incomplete(turn, found.act.template, parts) ?? heldBack(turn, found.obligation, parts, command)
  if (verdict !== undefined) return verdict
  const { key } = found.obligation
  record(turn, {
    type: 'report-submitted',
    obligation: key,
    parts,
    ...(command.receipt !== undefined && { receipt: command.receipt }),
    ...(command.text !== undefined && { text: command.text }),
  })
  record(turn, { type: 'obligation-met', obligation: key, when: turn.at })
  return undefined
}

/** Publishes, to the internal library or outside; where no door exists yet it records that a person did. */
export function publish(turn: Turn, command: Asked<'publish'>): Verdict {
  const found = owed(turn, command.obligation, 'publish')
  if ('refused' in found) return found
  const verdict = heldBack(turn, found.obligation, partsOf(command), command)
  if (verdict !== undefined) return verdict
  const { key } = found.obligation
  record(turn, {
    type: 'published',
    obligation: key,
    where: found.act.where,
    text: command.text,
    ...(command.url !== undefined && { url: command.url }),
  })
  record(turn, { type: 'obligation-met', obligation: key, when: turn.at })
  return undefined
}

type Found<D extends Act['do']> = {
  readonly obligation: Obligation
  readonly act: Extract<Act, { do: D }>
}

function owed<D extends 'notice' | 'report' | 'publish'>(
  turn: Turn,
  key: string,
  wanted: D,
): Found<D> | NonNullable<Verdict> {
  const obligation = findObligation(turn, key)
  const act = obligation?.rule.act
  if (obligation === undefined || act?.do !== wanted)
    return refuse('obligation-unknown', { obligation: key })
  if (!isOwed(obligation))
    return refuse('obligation-not-open', {
      obligation: obligation.key,
      standing: obligation.standing,
    })
  const early = notYet(turn, obligation)
  if (early !== undefined) return early
  return { obligation, act: act as Extract<Act, { do: D }> }
}
