// Which dialog carries out what an obligation asks for.
import type { Plan } from '#/core/plan/plan.ts'
import type { Incident, Obligation } from '../../api/operations.ts'
import { ruleIn } from '../naming.ts'
import type { AskedDialog } from './asked.ts'

/** Undefined: a tick does it, with what was done. */
export function dialogFor(
  plan: Plan,
  incident: Pick<Incident, 'findings'>,
  { id, about }: Pick<Obligation, 'id' | 'about'>,
): AskedDialog | undefined {
  const rule = plan.rules.find(it => it.id === ruleIn(id))
  if (rule === undefined) return undefined
  if (rule.each === 'follow-up') return { name: 'finish-follow-up', followUp: about ?? '' }
  const { act } = rule
  switch (act.do) {
    case 'ask':
      return { name: 'answer', fact: act.fact }
    case 'update':
      return { name: 'update', obligation: id }
    case 'notice':
    case 'report':
    case 'publish':
      return { name: 'compose', obligation: id }
    case 'gather':
      return { name: 'add-evidence', obligation: id }
    case 'escalate':
      return { name: 'escalate' }
    case 'meet':
      return { name: 'hold-meeting', obligation: id }
    case 'notes':
      return { name: 'write-notes' }
    case 'feedback':
      return { name: 'give-feedback', ...(about !== undefined && { person: about }) }
    case 'follow-up':
      return { name: 'add-follow-up' }
    case 'finding': {
      const isThere = incident.findings.some(({ kind }) => kind === act.kind)
      return isThere ? undefined : { name: 'add-finding', kind: act.kind, obligation: id }
    }
    case 'restrict':
      return { name: 'restrict' }
    case 'raise':
      return { name: 'classify' }
    case 'hand-over':
      return { name: 'hand-over', role: act.role }
    case 'task':
    case 'page':
    case 'notify':
    case 'file':
    case 'confirm':
      return undefined
  }
}
