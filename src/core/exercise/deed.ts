import type { Chance } from '#/core/chance.ts'
import type { Likely } from '#/core/exercise/scenario.ts'
import type { Body } from '#/core/incident/command.ts'
import type { Incident } from '#/core/incident/incident.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { peopleOf } from '#/core/obligation/party.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import { evaluate } from '#/core/plan/condition.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Setting } from '#/core/setting.ts'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** What somebody does about something that is owed. */
export type Deed = { readonly by: string } & {
  readonly [N in CommandName]: { readonly do: N } & Body<N>
}[CommandName]

export type Doing = {
  readonly setting: Setting
  readonly incident: Incident
  readonly at: Instant
  readonly chance: Chance | undefined
  readonly facts: ReadonlyMap<string, readonly Likely[]>
  /** People who do nothing in this run. */
  readonly away: ReadonlySet<string>
}

/** What stands in the way of doing something, besides what the engine itself refuses. */
export type Hindrance = 'nobody-holds-the-role' | 'away' | 'answer-not-known'

const WRITTEN = '(rehearsed)'
const FOLLOW_UP_DUE_MS = 14 * 86_400_000

/**
 * What whoever owes it would do about an obligation, in order: first the approvals that it needs, then the act itself.
 * A role that nobody has taken is not taken by working: it is what silence looks like.
 */
export function deedsFor(
  doing: Doing,
  obligation: Obligation,
): readonly Deed[] | { readonly hindrance: Hindrance } {
  const { rule, about } = obligation
  const party = rule.by === 'each' ? about : rule.by
  if (party === undefined) return []
  const { setting, incident, away } = doing
  if (lookup(setting.plan).roles.has(party) && !incident.roles.has(party))
    return { hindrance: 'nobody-holds-the-role' }
  const [first, ...others] = peopleOf(setting, incident, party)
  if (first === undefined) return { hindrance: 'nobody-holds-the-role' }
  // Whoever holds a role answers for it; of a position or a group another steps in.
  const holds = lookup(setting.plan).roles.has(party)
  const by = away.has(first) && !holds ? others.find(person => !away.has(person)) : first
  if (by === undefined || away.has(by)) return { hindrance: 'away' }
  return actOf(doing, obligation, by)
}

function actOf(
  doing: Doing,
  obligation: Obligation,
  by: string,
): readonly Deed[] | { readonly hindrance: Hindrance } {
  const { key, about, rule } = obligation
  const { act, each } = rule
  switch (act.do) {
    case 'ask':
      return answering(doing, act.fact, by)
    case 'update':
      return [
        ...approving(doing, obligation, { text: WRITTEN }),
        { by, do: 'update', obligation: key, text: WRITTEN },
      ]
    case 'notice':
    case 'report': {
      const parts = partsOf(doing, act.template)
      const command = act.do === 'notice' ? 'send-notice' : 'submit-report'
      return [
        ...approving(doing, obligation, { parts }),
        { by, do: command, obligation: key, parts },
      ]
    }
    case 'publish':
      return [
        ...approving(doing, obligation, { text: WRITTEN }),
        { by, do: 'publish', obligation: key, text: WRITTEN },
      ]
    case 'gather':
      return [
        {
          by,
          do: 'add-evidence',
          kind: act.kind,
          title: WRITTEN,
          sha256: doing.setting.sha256(key),
          bytes: 1,
          obligation: key,
        },
      ]
    case 'meet':
      return [{ by, do: 'hold-meeting', obligation: key, present: present(doing, act.attend, by) }]
    case 'notes':
      return [{ by, do: 'write-notes', text: WRITTEN }]
    case 'feedback':
      return [{ by, do: 'give-feedback', person: about ?? by, text: WRITTEN }]
    case 'finding':
      return [
        { by, do: 'add-finding', kind: act.kind, text: WRITTEN },
        { by, do: 'complete', obligation: key },
      ]
    case 'follow-up':
      return [
        {
          by: designator(doing, act.designatedBy) ?? by,
          do: 'add-follow-up',
          title: WRITTEN,
          owner: by,
          due: plusMs(doing.at, FOLLOW_UP_DUE_MS),
        },
      ]
    default:
      if (each === 'follow-up') return [{ by, do: 'finish-follow-up', 'follow-up': about ?? '' }]
      return [
        ...approving(doing, obligation, {}),
        { by, do: 'complete', obligation: key, text: WRITTEN },
      ]
  }
}

function answering(
  { facts, chance }: Doing,
  fact: string,
  by: string,
): readonly Deed[] | { readonly hindrance: Hindrance } {
  const likely = facts.get(fact)
  if (likely === undefined) return { hindrance: 'answer-not-known' }
  const whole = likely.reduce((sum, { weight }) => sum + weight, 0)
  let left = chance === undefined ? 0 : chance.below(whole)
  const drawn = likely.find(({ weight }) => (left -= weight) < 0)
  return drawn === undefined ? [] : [{ by, do: 'answer', fact, value: drawn.answer }]
}

/** The approvals that the plan wants here, each by whoever is first asked for it and is there. */
function approving(
  { setting, incident, at, away }: Doing,
  { key, rule }: Obligation,
  text: { readonly text?: string; readonly parts?: Record<string, string> },
): readonly Deed[] {
  const view = viewOf(setting.plan, incident, at)
  const wanted = rule.approvals.find(({ when }) => evaluate(when, view) === 'yes')
  if (wanted === undefined) return []
  return wanted.by.flatMap(party => {
    const person = peopleOf(setting, incident, party).find(it => !away.has(it))
    return person === undefined
      ? []
      : [{ by: person, do: 'approve' as const, obligation: key, ...text }]
  })
}

function partsOf({ setting }: Doing, template: string | undefined): Record<string, string> {
  const parts =
    template === undefined ? undefined : lookup(setting.plan).templates.get(template)?.parts
  if (parts === undefined) return { text: WRITTEN }
  return Object.fromEntries(parts.map(({ id }) => [id, WRITTEN]))
}

function present({ setting, incident }: Doing, attend: readonly string[], by: string): string[] {
  const wanted = attend.flatMap(party => peopleOf(setting, incident, party).slice(0, 1))
  return [...new Set([by, ...wanted, ...incident.responders.keys()])]
}

function designator({ setting, incident }: Doing, party: string | undefined): string | undefined {
  return party === undefined ? undefined : peopleOf(setting, incident, party)[0]
}
