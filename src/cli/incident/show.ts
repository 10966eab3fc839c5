// An incident as it stands: who has which role, when what was reached, what is on record.
import { aside } from '#/cli/event/phrase.ts'
import { headOf } from '#/cli/incident/head.ts'
import type { Incident } from '#/cli/server/answers.ts'
import { headed, table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, green, joined, line, yellow } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import { shownNear } from '#/cli/terminal/time.ts'
import type { Instant } from '#/core/time.ts'

type Row = readonly Shown[]
type ShowView = { readonly now: Instant; readonly zone: string; readonly width: number }

export function showLines(incident: Incident, view: ShowView): readonly Line[] {
  const time = (at: Instant) => shownNear(at, view.now, view.zone)
  const section = (heading: string, rows: readonly Row[]) =>
    headed(bold(heading), table(rows, view.width, '  '))
  return [
    ...headOf(incident),
    ...section('about', aboutRows(incident)),
    ...section('roles', roleRows(incident)),
    ...section('assessments', assessmentRows(incident)),
    ...section('decisions', decisionRows(incident, time)),
    ...section('moments', momentRows(incident, time)),
    ...section('answers', answerRows(incident)),
    ...section(
      'record',
      Object.entries(incident.fields).map(([field, value]) => [cyan(field), value]),
    ),
    ...section('pages that wait for an answer', pageRows(incident, time)),
    ...section('signals', signalRows(incident)),
    ...section('evidence', evidenceRows(incident)),
    ...section(
      'findings',
      incident.findings.map(({ id, kind, text }) => [cyan(id), kind, text]),
    ),
    ...section('follow-ups', followUpRows(incident, time)),
    ...section('meetings', meetingRows(incident, time)),
  ]
}

function aboutRows(incident: Incident): readonly Row[] {
  const { plan, systems, restricted_to: restrictedTo, responders, levels, label } = incident
  const { split_from: splitFrom, split_off: splitOff } = incident
  return [
    ['plan', line`${plan.title}${aside(`${plan.id} ${plan.version}`)}`],
    ['source', line`${incident.source}, reported by ${incident.reporter}`],
    ...(systems.length === 0 ? [] : [['systems', joined(systems)]]),
    ...(responders.length === 0
      ? []
      : [['responders', joined(responders.map(({ person }) => person))]]),
    ...levels.map(({ level, people }) => ['level', line`${level}${aside(joined(people))}`]),
    ...(restrictedTo === null ? [] : [['only for', joined(restrictedTo)]]),
    ...(label === null ? [] : [['label', bold(label)]]),
    ...(splitFrom === null ? [] : [['split from', splitFrom]]),
    ...(splitOff.length === 0 ? [] : [['split off', joined(splitOff)]]),
  ]
}

function roleRows({ roles }: Incident): readonly Row[] {
  return roles.map(
    ({ role, title, person, accepted, stand_in: standIn, others, offered_to: to }) => {
      const beside = aside(
        accepted ? undefined : 'asked, not accepted yet',
        standIn ? 'until somebody takes it' : undefined,
        others.length === 0 ? undefined : line`with ${joined(others)}`,
        to === null ? undefined : `being handed over to ${to}`,
      )
      const holder = person === null ? dim('nobody') : accepted ? green(person) : yellow(person)
      return [cyan(role), title, person === null ? holder : line`${holder}${beside}`]
    },
  )
}

function assessmentRows({ assessments }: Incident): readonly Row[] {
  return assessments.map(({ classification, level, by }) => [
    cyan(classification),
    line`${bold(level)}${aside(by)}`,
  ])
}

function decisionRows({ decisions }: Incident, time: (at: Instant) => string): readonly Row[] {
  return decisions.map(({ decision, by, lapses, lapsed }) => [
    cyan(decision),
    lapsed ? yellow('lapsed') : green('stands'),
    line`${by}${aside(lapses === null || lapsed ? undefined : `until ${time(lapses)}`)}`,
  ])
}

function momentRows({ moments }: Incident, time: (at: Instant) => string): readonly Row[] {
  return Object.entries(moments)
    .toSorted(([, one], [, other]) => (one < other ? -1 : 1))
    .map(([moment, at]) => [cyan(moment), time(at)])
}

function answerRows({ answers }: Incident): readonly Row[] {
  return answers.map(({ fact, answer, by }) => [
    cyan(fact),
    line`${answer ?? 'not known yet'}${aside(by)}`,
  ])
}

function pageRows({ pages }: Incident, time: (at: Instant) => string): readonly Row[] {
  return pages
    .filter(({ state }) => state === 'waiting')
    .map(({ id, party, person, attempt, sent }) => [
      cyan(id),
      line`${person}${aside(party === person ? undefined : party, attempt === 0 ? undefined : `attempt ${attempt + 1}`)}`,
      `since ${time(sent)}`,
    ])
}

function signalRows({ signals }: Incident): readonly Row[] {
  return signals.map(({ title, source, count, resolved }) => [
    resolved ? dim('ended') : yellow('firing'),
    source,
    line`${title}${aside(count > 1 ? `${count} times` : undefined)}`,
  ])
}

function evidenceRows({ evidence }: Incident): readonly Row[] {
  return evidence.map(({ id, kind, title, held_by: heldBy, sha256 }) => [
    cyan(id),
    kind,
    line`${title}${aside(line`held by ${heldBy}`, `SHA-256 ${sha256.slice(0, 12)}…`)}`,
  ])
}

function followUpRows({ follow_ups: followUps }: Incident, time: (at: Instant) => string) {
  return followUps.map(({ id, title, owner, due, done }): Row => [
    cyan(id),
    owner,
    done === null ? `by ${time(due)}` : green(`done ${time(done)}`),
    title,
  ])
}

function meetingRows({ meetings }: Incident, time: (at: Instant) => string): readonly Row[] {
  return meetings.map(({ id, obligation, starts, held }) => [
    cyan(id),
    obligation,
    held === null ? `at ${time(starts)}` : green(`held ${time(held)}`),
  ])
}
