// What a member may do. Inside an incident the plan's own roles decide; these say which doors are open at all.
import type { Scope } from '#/app/access/scopes.ts'

/** Public, and never renamed. */
export const MEMBER_ROLES = ['owner', 'responder', 'observer', 'auditor'] as const

export type MemberRole = (typeof MEMBER_ROLES)[number]

const READS: readonly Scope[] = ['incident:read', 'signal:read', 'plan:read', 'directory:read']

const SCOPES_OF: Readonly<Record<MemberRole, readonly Scope[]>> = {
  owner: ['admin'],
  responder: [...READS, 'incident:write', 'plan:propose'],
  observer: READS,
  auditor: [...READS, 'audit'],
}

/** A role that a later version knows and this one does not may do nothing. */
export function scopesOf(role: string): readonly Scope[] {
  return isMemberRole(role) ? SCOPES_OF[role] : []
}

export function isMemberRole(role: string): role is MemberRole {
  return (MEMBER_ROLES as readonly string[]).includes(role)
}
