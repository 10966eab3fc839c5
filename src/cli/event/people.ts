import { because } from '#/cli/event/phrase.ts'
import type { Sentences } from '#/cli/event/phrase.ts'
import { bold, line } from '#/cli/terminal/line.ts'

/** Who takes part, and as what. */
export const PEOPLE_SENTENCES: Sentences<
  | 'role-assigned'
  | 'role-accepted'
  | 'role-declined'
  | 'role-handed-over'
  | 'person-called-in'
  | 'feedback-given'
> = {
  'role-assigned': ({ role, person, accepted }) =>
    accepted
      ? line`${bold(person)} is ${bold(role)}`
      : line`asked ${bold(person)} to be ${bold(role)}`,
  'role-accepted': ({ role }) => line`accepted the role ${bold(role)}`,
  'role-declined': ({ role, reason }) => line`declined the role ${bold(role)}${because(reason)}`,
  'role-handed-over': ({ role, to, reason }) =>
    line`handed the role ${bold(role)} over to ${bold(to)}${because(reason)}`,
  'person-called-in': ({ person, reason }) => line`called ${bold(person)} in${because(reason)}`,
  'feedback-given': ({ person, text }) => line`gave ${person} feedback: ${text}`,
}
