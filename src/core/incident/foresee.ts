import type { Command } from '#/core/incident/command.ts'
import { approvalStates } from '#/core/obligation/approval.ts'
import type { ApprovalState } from '#/core/obligation/approval.ts'
import { matterOf } from '#/core/incident/authority.ts'
import { sendParts, sendUpdate, updatesMetBy } from '#/core/incident/communicate.ts'
import { decideInFull } from '#/core/incident/decide.ts'
import type { Decided } from '#/core/incident/decide.ts'
import { subjectKey } from '#/core/incident/evolve-authority.ts'
import {
  compose,
  draftOf,
  FREE_TEXT,
  isWanted,
  partsOf,
  templateOf,
} from '#/core/incident/draft.ts'
import type { EventOf, Parts } from '#/core/incident/event.ts'
import { findObligation } from '#/core/incident/find.ts'
import { fill } from '#/core/incident/message.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { beginTurn } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Template } from '#/core/plan/plan.ts'
import type { Refusal } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'

/** What would come of a command, asked before it is given. Nothing of it happens. */
export type Foreseen = {
  readonly decided: Decided | { readonly refused: Refusal }
  /** What is being written, as it would go out, whether or not it may yet. Undefined where nothing is. */
  readonly writing: Writing | undefined
  /** Every case in which the plan wants somebody's word for it. */
  readonly approvals: readonly ApprovalState[]
}

export type Writing = {
  readonly subject: string
  readonly text: string
  /** Absent: nobody would get it from Tocsin. */
  readonly message: EventOf<'message-sent'> | undefined
  /** Sections that the plan wants, in order, with what the record would say there. */
  readonly parts: readonly {
    readonly id: string
    readonly title: string
    readonly wanted: boolean
    readonly draft: string | undefined
  }[]
  readonly missing: readonly string[]
}

export function foresee(setting: Setting, incident: Incident, command: Command): Foreseen {
  const decided = decideInFull(setting, incident, command)
  const { next: _unused, ...current } = setting
  const turn = beginTurn(current, incident, command.at, command.by)
  return {
    decided,
    approvals: approvalsOf(turn, command),
    writing: writingOf(turn, command),
  }
}

function approvalsOf(turn: Turn, command: Command): readonly ApprovalState[] {
  const { obligation, decision } = { obligation: undefined, decision: undefined, ...command }
  if (obligation === undefined && decision === undefined) return []
  const matter = matterOf(turn, { obligation, decision })
  if ('refused' in matter) return []
  const draft = draftOf(turn, matter.act, partsIn(command))
  const key = subjectKey(matter.subject)
  const { setting, incident, at } = turn
  return approvalStates(setting.plan, incident, at, { key, draft, approvals: matter.approvals })
}

/** A command that says nothing of parts has none. */
function partsIn(command: Command): Parts {
  const { parts, text } = { parts: undefined, text: undefined, ...command }
  return partsOf({ parts, text })
}

function writingOf(turn: Turn, command: Command): Writing | undefined {
  if (command.do === 'update') return updateIn(turn, command)
  if (!('obligation' in command) || command.obligation === undefined) return undefined
  const rule = findObligation(turn, command.obligation)?.rule
  const { act } = rule ?? {}
  if (rule === undefined || act === undefined) return undefined
  if (act.do !== 'notice' && act.do !== 'report' && act.do !== 'publish') return undefined
  const template = templateOf(turn, act.template)
  const parts = partsIn(command)
  const subject = template === undefined ? rule.title : fill(turn, template.subject)
  if (act.do === 'publish')
    return publicationIn(turn, { subject, title: rule.title, template }, parts)
  if (act.do === 'notice') {
    const obligation = findObligation(turn, command.obligation)
    if (obligation !== undefined) sendParts(turn, obligation, act, parts)
  }
  const message = sentIn(turn)
  return {
    subject: message?.subject ?? subject,
    text: compose(turn, template, parts),
    message,
    ...sectionsOf(turn, act.template, parts),
  }
}

/** What is published is the text as it was written; what the template says is where it may begin. */
function publicationIn(
  turn: Turn,
  {
    subject,
    title,
    template,
  }: { readonly subject: string; readonly title: string; readonly template: Template | undefined },
  parts: Parts,
): Writing {
  const draft = template === undefined ? undefined : compose(turn, template, {})
  const section = { id: FREE_TEXT, title, wanted: true, draft }
  const text = parts[FREE_TEXT] ?? ''
  return {
    subject,
    text,
    message: undefined,
    parts: [section],
    missing: text.trim() === '' ? [FREE_TEXT] : [],
  }
}

function updateIn(turn: Turn, command: Extract<Command, { do: 'update' }>): Writing | undefined {
  const named =
    command.obligation === undefined ? undefined : findObligation(turn, command.obligation)
  const to = command.to ?? (named?.rule.act.do === 'update' ? named.rule.act.to : [])
  const known = to.filter(audience => lookup(turn.setting.plan).audiences.has(audience))
  sendUpdate(turn, known, command.text, updatesMetBy(turn, known, named))
  const message = sentIn(turn)
  return {
    subject: message?.subject ?? '',
    text: message?.text ?? command.text,
    message,
    parts: [],
    missing: [],
  }
}

function sentIn({ events }: Turn): EventOf<'message-sent'> | undefined {
  return events.find(event => event.type === 'message-sent')
}

function sectionsOf(turn: Turn, templateId: string | undefined, written: Parts) {
  const { setting, incident, at } = turn
  const view = viewOf(setting.plan, incident, at)
  const parts = (templateOf(turn, templateId)?.parts ?? []).map(part => ({
    id: part.id,
    title: part.title,
    wanted: isWanted(part, view),
    draft: part.draft === undefined ? undefined : fill(turn, part.draft),
  }))
  const isThere = (id: string) => Object.hasOwn(written, id) && written[id]?.trim() !== ''
  return { parts, missing: parts.filter(it => it.wanted && !isThere(it.id)).map(({ id }) => id) }
}
