import { aside, because, named } from '#/cli/event/phrase.ts'
import type { Sentences } from '#/cli/event/phrase.ts'
import { bold, green, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'

/** Whose word was asked for and given, what was decided, and what was found right. */
export const AUTHORITY_SENTENCES: Sentences<
  | 'assessed'
  | 'confirmed'
  | 'approval-asked'
  | 'approved'
  | 'objected'
  | 'consent-presumed'
  | 'authority-overridden'
  | 'decision-taken'
  | 'decision-lapsed'
> = {
  assessed: ({ classification, level, was, proposed, reason }) =>
    line`assessed ${classification} as ${bold(level)}${aside(
      was === undefined ? undefined : `was ${was}`,
      proposed === undefined || proposed === level ? undefined : `the plan proposed ${proposed}`,
    )}${because(reason)}`,
  confirmed: ({ of, level, text }) =>
    line`${green('confirmed')} that ${of} is ${bold(level)}${because(text)}`,
  'approval-asked': ({ of, ...event }) => line`asked ${named(of)} to approve ${subject(event)}`,
  approved: ({ role, ...event }) => line`approved ${subject(event)}${aside(`as ${role}`)}`,
  objected: ({ reason, ...event }) =>
    line`${red('objected')} to ${subject(event)}${because(reason)}`,
  'consent-presumed': ({ of, ...event }) =>
    line`took the silence of ${named(of)} for approval of ${subject(event)}`,
  'authority-overridden': ({ missing, role, reason, ...event }) =>
    line`${red('acted without approval')}: ${subject(event)}${aside(`as ${role}`, `without ${missing.join(', ')}`)}${because(reason)}`,
  'decision-taken': ({ decision, lapsesAt, text, reason }, clock) =>
    line`${green('decided')}: ${bold(decision)}${aside(
      text,
      lapsesAt === undefined ? undefined : `until ${clock(lapsesAt)}`,
    )}${because(reason)}`,
  'decision-lapsed': ({ decision }) => line`${yellow('lapsed')}: ${bold(decision)}`,
}

function subject(of: { readonly obligation?: string; readonly decision?: string }): Line {
  return bold(of.decision ?? of.obligation ?? '')
}
