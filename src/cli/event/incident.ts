import { aside, because, counted, named } from '#/cli/event/phrase.ts'
import type { Sentences } from '#/cli/event/phrase.ts'
import { bold, green, line, red } from '#/cli/terminal/line.ts'

/** How the incident itself goes. */
export const INCIDENT_SENTENCES: Sentences<
  | 'declared'
  | 'signals-attached'
  | 'signals-resolved'
  | 'classified'
  | 'declassified'
  | 'answered'
  | 'moment-marked'
  | 'stage-began'
  | 'escalated'
  | 'systems-added'
  | 'restricted'
  | 'resolved'
  | 'closed'
  | 'reopened'
  | 'merged'
  | 'absorbed'
  | 'split-off'
  | 'migrated'
  | 'redacted'
> = {
  declared: event =>
    line`declared ${event.exercise ? 'an exercise' : 'the incident'}: ${bold(event.title)}${aside(
      `source ${event.source}`,
      `plan ${event.plan.id} ${event.plan.version}`,
      event.splitFrom === undefined ? undefined : `split from ${event.splitFrom}`,
    )}`,
  'signals-attached': ({ signals, titles, more }) =>
    line`${counted(signals.length + more, 'signal')} joined${titles.length === 0 ? '' : ': '}${titles.length === 0 ? '' : named(titles, titles.length + more)}`,
  'signals-resolved': ({ signals }) => line`${counted(signals.length, 'signal')} ended`,
  classified: ({ severity, incidentType, was, proposed, reason, cause }) =>
    line`${cause === undefined ? 'classified' : 'raised'} it ${bold(line`${severity} ${incidentType}`)}${aside(
      was === undefined ? undefined : `was ${was.severity} ${was.incidentType}`,
      proposed === undefined || proposed === severity ? undefined : `the plan proposed ${proposed}`,
      cause,
    )}${because(reason)}`,
  declassified: ({ reason }) => line`${bold('said that it is no incident')}${because(reason)}`,
  answered: ({ fact, answer, value, reason }) =>
    line`answered ${fact}: ${bold(answer ?? value ?? 'not known yet')}${aside(reason)}`,
  'moment-marked': ({ moment, when, was, reason }, clock) =>
    line`${was === undefined ? 'marked' : 'corrected'} ${bold(moment)} at ${clock(when)}${aside(
      was === undefined ? undefined : `was ${clock(was)}`,
    )}${because(reason)}`,
  'stage-began': ({ stage, over, reason }) =>
    line`began the stage ${bold(stage)}${aside(
      over.length === 0 ? undefined : line`before this was done: ${named(over)}`,
    )}${because(reason)}`,
  escalated: ({ level, cause, people, reason }) =>
    line`${red(`escalated to level ${level}`)}: ${named(people)}${aside(cause)}${because(reason)}`,
  'systems-added': ({ systems }) => line`named affected systems: ${named(systems)}`,
  restricted: ({ to, label, cause }) =>
    to.length === 0
      ? line`let everyone see the incident again`
      : line`let only these see the incident: ${named(to)}${aside(label, cause)}`,
  resolved: ({ text }) => line`${green('resolved it')}: ${text}`,
  closed: () => green('closed it'),
  reopened: ({ reason }) => line`${red('reopened it')}${because(reason)}`,
  merged: ({ into, reason }) => line`merged it into ${into}${because(reason)}`,
  absorbed: ({ incident }) => line`took over from ${incident}`,
  'split-off': ({ incident }) => line`split off ${incident}, which goes on by itself`,
  migrated: ({ plan, was, reason }) =>
    line`goes on under ${plan.id} ${plan.version} instead of ${was.version}${because(reason)}`,
  redacted: ({ reason, ...event }) =>
    line`took the texts of event ${redactedIn(event)} out${because(reason)}`,
}

/** The API says `redacts`, since `version` is the event's own place there. */
function redactedIn(event: { readonly version: number }): number {
  const { version, redacts = version } = event as { version: number; redacts?: number }
  return redacts
}
