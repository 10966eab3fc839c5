import type { Command } from '#/core/incident/command.ts'
import { wantedApproval } from '#/core/obligation/approval.ts'
import { peopleOf } from '#/core/obligation/party.ts'
import { anyCommand, bodyOf, from, owed, towards } from '../kit/any-command.ts'
import { anyone } from '../kit/anybody.ts'
import type { Scene } from '../kit/any-command.ts'
import type { Character } from './staff.ts'

/** What is done about an incident next: mostly what is asked for by whom it is asked of, sometimes anything by anyone. */
export function command(scene: Scene, who: Character): Command {
  const { incident, chance, setting } = scene
  if (chance.of(who.odd, 10)) return anyCommand(scene)
  const unclassified = incident.severity === undefined
  const ways = {
    work: 20,
    classify: unclassified ? 12 : 3,
    assess: setting.plan.classifications.length > 0 ? 4 : 0,
    decide: setting.plan.decisions.length > 0 ? 10 : 0,
    answer: 3,
    stage: 2,
    end: 3,
    waive: 4,
    role: 2,
    correct: 1,
  }
  switch (chance.weighed(ways)) {
    case 'work':
      return work(scene, who)
    case 'role':
      return role(scene, who)
    case 'classify':
      return from(scene, who.id, bodyOf(scene, 'classify'))
    case 'assess':
      return from(scene, who.id, bodyOf(scene, 'assess'))
    case 'decide':
      return decision(scene, who)
    case 'answer':
      return from(scene, who.id, bodyOf(scene, 'answer'))
    case 'stage':
      return from(scene, who.id, bodyOf(scene, 'begin-stage'))
    case 'correct':
      return from(scene, who.id, bodyOf(scene, 'correct-moment'))
    case 'waive':
      return from(scene, leader(scene, who), bodyOf(scene, 'waive'))
    case 'end': {
      const end = bodyOf(scene, incident.status === 'open' ? 'resolve' : 'close')
      return from(scene, leader(scene, who), end)
    }
  }
}

/** Something that wants doing, mostly by whom it is up to; if nothing does, a note. */
function work(scene: Scene, who: Character): Command {
  const { incident, setting, chance } = scene
  const wanted = owed(scene)
  if (wanted.length === 0) return from(scene, who.id, bodyOf(scene, 'note'))
  const one = chance.one(wanted)
  const body = towards(scene, one)
  const { rule, about } = one
  const owner = rule.by === 'each' ? about : rule.by
  // Approval is asked of others than the work itself.
  const approvers = rule.approvals.flatMap(approval => approval.by)
  const isTheirs = body.do === 'approve' || body.do === 'object'
  const party = isTheirs && approvers.length > 0 ? chance.one(approvers) : owner
  const owners = party === undefined ? [] : peopleOf(setting, incident, party)
  const by = owners.length > 0 && chance.of(4, 5) ? chance.one(owners) : who.id
  return from(scene, by, body)
}

/** Those whose word a decision still wants give it or are asked for it; where it has every word, somebody takes it. */
function decision(scene: Scene, who: Character): Command {
  const { setting, incident, chance, now } = scene
  const one = chance.one(setting.plan.decisions)
  const wording = { key: `decide:${one.id}`, approvals: one.approvals, draft: '' }
  const wanted = wantedApproval(setting.plan, incident, now, wording)
  const people = (wanted?.roles ?? []).flatMap(party => peopleOf(setting, incident, party))
  const approver = people.length > 0 && chance.of(5, 6) ? chance.one(people) : who.id
  const object = incident.approvalsAsked.has(wording.key) ? 2 : 0
  const approve = wanted === undefined ? 0 : 12
  switch (chance.weighed({ approve, ask: 3, take: 4, object })) {
    case 'object':
      return from(scene, approver, { do: 'object', decision: one.id, reason: 'Not yet' })
    case 'approve':
      return from(scene, approver, { do: 'approve', decision: one.id })
    case 'ask':
      return from(scene, who.id, { do: 'ask-approval', decision: one.id })
    case 'take':
      return from(scene, leader(scene, who), {
        ...bodyOf(scene, 'take-decision'),
        do: 'take-decision',
        decision: one.id,
        reason: 'It has to be',
      })
  }
}

/** Whoever holds a role gives it up, passes it on or takes it; while nobody does, somebody is given it. */
function role(scene: Scene, who: Character): Command {
  const { incident, chance } = scene
  if (incident.roles.size === 0) return from(scene, who.id, bodyOf(scene, 'assign'))
  const [offered, offer] = [...incident.offers][0] ?? []
  if (offered !== undefined && offer !== undefined && chance.of(1, 2))
    return from(scene, offer.to, { do: 'accept', role: offered })
  const [held, { person }] = chance.one([...incident.roles])
  switch (chance.weighed({ accept: 2, decline: 1, pass: 2, assign: 2, call: 1 })) {
    case 'accept':
      return from(scene, person, { do: 'accept', role: held })
    case 'decline':
      return from(scene, person, { do: 'decline', role: held })
    case 'pass':
      return from(scene, person, { do: 'hand-over', role: held, to: anyone(scene) })
    case 'assign':
      return from(scene, who.id, bodyOf(scene, 'assign'))
    case 'call':
      return from(scene, who.id, bodyOf(scene, 'call-in'))
  }
}

/** Whoever holds the first role of the plan, which is mostly the one that may end and waive. */
function leader({ incident, setting, chance }: Scene, who: Character): string {
  const first = setting.plan.roles[0]?.id ?? ''
  return chance.of(4, 5) ? (incident.roles.get(first)?.person ?? who.id) : who.id
}
