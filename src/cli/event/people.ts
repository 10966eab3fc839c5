import { aside, because } from '#/cli/event/phrase.ts'
import type { Sentences } from '#/cli/event/phrase.ts'
import { bold, line } from '#/cli/terminal/line.ts'

/** Who takes part, and as what. */
export const PEOPLE_SENTENCES: Sentences<
  | 'role-assigned'
  | 'role-offered'
  | 'role-accepted'
  | 'role-declined'
  | 'role-handed-over'
  | 'person-called-in'
  | 'party-called-in'
  | 'feedback-given'
> = {
  'role-assigned': ({ role, person, accepted, standIn, lacks, reason }) =>
    line`${
      accepted
        ? line`${bold(person)} is ${bold(role)}`
        : line`asked ${bold(person)} to be ${bold(role)}`
    }${aside(standIn === undefined ? undefined : 'until somebody takes it', without(lacks))}${because(reason)}`,
  'role-offered': ({ role, to, lacks, reason }) =>
    line`offered the role ${bold(role)} to ${bold(to)}${aside(without(lacks))}${because(reason)}`,
  'role-accepted': ({ role }) => line`accepted the role ${bold(role)}`,
  'role-declined': ({ role, reason }) => line`declined the role ${bold(role)}${because(reason)}`,
  'role-handed-over': ({ role, from, to, confirmed, lacks, reason }) =>
    confirmed === undefined
      ? line`handed the role ${bold(role)} over to ${bold(to)}${aside(without(lacks))}${because(reason)}`
      : line`took the role ${bold(role)} over from ${bold(from)}`,
  'person-called-in': ({ person, reason }) => line`called ${bold(person)} in${because(reason)}`,
  'party-called-in': ({ party, reason }) => line`called ${bold(party)} in${because(reason)}`,
  'feedback-given': ({ person, text }) => line`gave ${person} feedback: ${text}`,
}

function without(lacks: readonly string[] | undefined): string | undefined {
  return lacks === undefined ? undefined : `without ${lacks.join(', ')}`
}
