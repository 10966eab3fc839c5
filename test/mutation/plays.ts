import { seeded } from '#/core/chance.ts'
import type { Chance } from '#/core/chance.ts'
import { keptUntil } from '#/core/evidence/retention.ts'
import { standIns } from '#/core/exercise/stand-ins.ts'
import { groupOf } from '#/core/intake/group.ts'
import { labelSet } from '#/core/intake/labels.ts'
import type { Command } from '#/core/incident/command.ts'
import { decideInFull } from '#/core/incident/decide.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import { undeclared } from '#/core/incident/incident.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { figures } from '#/core/metrics/measure.ts'
import { currentObligations, isOwed, obligations } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { findCase } from '#/core/plan/check/case.ts'
import type { Case } from '#/core/plan/check/case.ts'
import type { Grade } from '#/core/plan/classification.ts'
import { summaries } from '#/core/metrics/summary.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { evaluate } from '#/core/plan/condition.ts'
import { proposeGrade, proposeSeverity } from '#/core/plan/propose.ts'
import type { Answer, Condition, Fact, Plan } from '#/core/plan/plan.ts'
import { programYear } from '#/core/program/year.ts'
import type { Setting } from '#/core/setting.ts'
import { instant, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { anyCommand, bodyOf, from, towards } from '../kit/any-command.ts'
import type { AnyBody } from '../kit/any-command.ts'
import { sha256 } from '../kit/setting.ts'
import { viewOf as answered } from '../kit/view.ts'

/**
 * Incidents that nobody thought of, drawn from seeds: people do what is asked of them and what is not, who may and who may
 * not, and time passes. They are written down as commands, so that the same can be tried on another plan.
 */
export type Play = { readonly declared: Instant; readonly commands: readonly Command[] }

const STARTS = ['2026-03-27T20:00:00Z', '2026-06-10T08:00:00Z', '2026-12-23T15:00:00Z'].map(instant)
const STEPS = 200
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const YEAR_MS = 365 * DAY_MS
/** How long after the last command it is looked at again: what nobody did is missed by then. */
const AFTERWARDS = [3, 20, 60, 200].map(days => days * DAY_MS)
/** How far apart two commands are, at most, in minutes: an hour of haste, a day, weeks afterwards. */
const PACES = [4, 4, 20, 60, 300, 2_000]

/** What is being written down. */
type Writing = {
  readonly setting: Setting
  readonly chance: Chance
  readonly commands: Command[]
  incident: Incident
  now: Instant
}

/** Draws a play. In every other one people are diligent: roles are taken, questions answered, and work is done in order. */
export function playOf(plan: Plan, seed: number): Play {
  const chance = seeded(seed)
  const setting: Setting = { plan, directory: standIns(plan), sha256 }
  const declared = STARTS[seed % STARTS.length] ?? instant('2026-03-27T20:00:00Z')
  const writing: Writing = {
    setting,
    chance,
    commands: [],
    incident: undeclared('INC-1'),
    now: declared,
  }
  declare(writing, seed)
  if (seed % 2 === 0) begin(writing, seed)
  if (seed % 8 === 2) end(writing)
  if (seed % 8 === 4 || seed % 8 === 5) waiveAll(writing)
  if (seed % 16 === 9) declassify(writing)
  while (writing.commands.length < STEPS) {
    writing.now = plusMs(writing.now, chance.below(chance.one(PACES) * MINUTE_MS))
    goOn(writing)
  }
  if (seed % 8 === 0) waiveAll(writing)
  return { declared, commands: writing.commands }
}

function give(writing: Writing, command: Command): void {
  writing.commands.push(command)
  const decided = decideInFull(writing.setting, writing.incident, command)
  if ('accepted' in decided) writing.incident = decided.incident
}

function say(writing: Writing, by: string, body: AnyBody): void {
  give(writing, from(writing, by, body))
}

function declare(writing: Writing, seed: number): void {
  const { setting, chance } = writing
  const { plan, directory } = setting
  const urgency = chance.one(plan.severities.flatMap(({ labels }) => labels))
  const source = plan.sources[seed % plan.sources.length]?.id ?? ''
  say(writing, chance.one(['stranger', ...directory.people.keys()]), {
    do: 'declare',
    title: 'Something is wrong',
    source,
    reporter: 'finder@research.example',
    systems: plan.systems.slice(0, chance.below(3)).map(({ id }) => id),
    signal: { id: 's1', source, urgency },
  })
  // Others follow, from the lightest word to the heaviest: whoever sleeps is woken by one that weighs more.
  for (const [index, word] of plan.severities
    .toReversed()
    .flatMap(({ labels }) => labels)
    .entries()) {
    if (!chance.of(1, 3)) continue
    writing.now = plusMs(writing.now, chance.below(2 * MINUTE_MS))
    say(writing, TOCSIN, {
      do: 'attach-signal',
      signals: [{ id: `more-${index}`, source, title: 'Again', count: 1, urgency: word }],
    })
  }
}

/** Everybody takes what is theirs, the plan's questions are answered, and it is classified: each level and type in turn. */
function begin(writing: Writing, seed: number): void {
  const { setting, chance } = writing
  const { plan } = setting
  for (const { id, holders } of plan.roles) {
    const person = chance.one(holders)
    say(writing, person, { do: 'assign', role: id, person })
  }
  const turn = Math.floor(seed / 2) + Math.floor(seed / 8)
  const severity = plan.severities[turn % plan.severities.length]?.id ?? ''
  const type = plan.types[turn % plan.types.length]?.id ?? ''
  writing.now = plusMs(writing.now, chance.below(20 * MINUTE_MS))
  say(writing, someone(writing), { do: 'classify', severity, type, reason: 'It is so' })
  for (const { id, by, levels } of plan.classifications)
    say(writing, holderOf(writing, by), {
      do: 'assess',
      classification: id,
      level: levels[turn % levels.length]?.id ?? '',
      reason: 'It is so',
    })
  for (const fact of plan.facts) {
    const { by } = fact
    if (chance.of(1, 4)) continue
    writing.now = plusMs(writing.now, chance.below(5 * MINUTE_MS))
    say(writing, holderOf(writing, by), {
      do: 'answer',
      fact: fact.id,
      value: answerTo(writing, fact),
    })
  }
  decide(writing)
}

/** Every decision of the authority table is tried without a word from anybody, and then with that of all who have one. */
function decide(writing: Writing): void {
  for (const { id, approvals } of writing.setting.plan.decisions) {
    const taker = someone(writing)
    const take = (reason: { readonly reason?: string }) =>
      say(writing, taker, { do: 'take-decision', decision: id, text: 'All of it', ...reason })
    take({ reason: 'It must be' })
    for (const by of approvals.flatMap(approval => approval.by))
      say(writing, holderOf(writing, by), { do: 'approve', decision: id, text: 'All of it' })
    take({})
    take({ reason: 'It must be' })
  }
}

/** Mostly yes, so that something follows; numbers on both sides of what the plan asks for. */
function answerTo({ setting, chance }: Writing, { id, kind, choices }: Fact): string | number {
  if (kind === 'yes-no') return chance.of(3, 4) ? 'yes' : 'no'
  if (kind === 'choice') return chance.one(choices)
  if (kind === 'text') return 'As far as we know'
  const tests = JSON.stringify(setting.plan).matchAll(
    new RegExp(`"fact":"${id}","test":{"[a-zA-Z]+":(\\d+)`, 'g'),
  )
  return chance.one([0, ...[...tests].flatMap(([, at]) => [Number(at), Number(at) + 1])])
}

/** It is over soon: resolved, and closed a day later; between the two everything is written down, or waived. */
function end(writing: Writing): void {
  finish(writing, 'resolve')
  writing.now = plusMs(writing.now, DAY_MS)
  for (const { id } of shuffled(writing, writing.setting.plan.fields)) {
    writing.now = plusMs(writing.now, MINUTE_MS)
    say(writing, someone(writing), { do: 'set-field', field: id, value: 'As it was' })
  }
  waiveAll(writing)
  finish(writing, 'close')
}

/** It is tried, and then whoever may waive what stands in the way does. */
function finish(writing: Writing, ending: 'resolve' | 'close'): void {
  const { gates, roles } = writing.setting.plan
  const entitled = roles.find(({ may }) => may.includes(ending))
  const trying = () =>
    say(writing, holderOf(writing, entitled?.id), {
      ...bodyOf(writing, ending),
      do: ending,
    } as AnyBody)
  writing.now = plusMs(writing.now, 5 * MINUTE_MS)
  trying()
  for (const { id, waivableBy } of gates.filter(({ before }) => before.includes(ending)))
    say(writing, holderOf(writing, waivableBy), { do: 'waive', gate: id, reason: 'It is over' })
  trying()
}

function declassify(writing: Writing): void {
  const entitled = writing.setting.plan.roles.find(({ may }) => may.includes('declassify'))
  writing.now = plusMs(writing.now, 5 * MINUTE_MS)
  say(writing, holderOf(writing, entitled?.id), { do: 'declassify', reason: 'It is nothing' })
}

function shuffled<T>({ chance }: Writing, all: readonly T[]): readonly T[] {
  return all
    .map(it => ({ it, place: chance.below(1_000_000) }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ it }) => it)
}

/** Whoever may waive an obligation does, each of them. */
function waiveAll(writing: Writing): void {
  const { rules } = writing.setting.plan
  for (const { id, waivableBy } of rules)
    say(writing, holderOf(writing, waivableBy), { do: 'waive', obligation: id, reason: 'Not now' })
}

function someone({ setting, chance }: Writing): string {
  return chance.one([...setting.directory.people.keys()])
}

/** Whoever holds a role, or stands in a position. */
function holderOf(writing: Writing, party: string | undefined): string {
  const { incident, setting } = writing
  const holding = party === undefined ? undefined : incident.roles.get(party)
  return holding?.person ?? setting.directory.positions.get(party ?? '')?.[0] ?? someone(writing)
}

/** One more thing is done: mostly about what is owed, by whoever owes it; sometimes by somebody else, or something else. */
function goOn(writing: Writing): void {
  const { setting, chance, incident, now } = writing
  const owed =
    incident.status === 'undeclared'
      ? []
      : currentObligations(setting.plan, incident, now).filter(isOwed)
  if (owed.length === 0 || chance.of(1, 3)) return give(writing, anyCommand(writing))
  const it = chance.one(owed)
  if (chance.of(1, 4)) {
    const by = chance.of(1, 4) ? someone(writing) : holderOf(writing, it.rule.waivableBy)
    return say(writing, by, { do: 'waive', obligation: it.key, reason: 'It is not needed' })
  }
  const approvals = it.rule.approvals.flatMap(({ by }) => by)
  // Everybody whose word may be wanted gives it, and then it is done.
  const wording = wordingOf(writing, it)
  for (const by of approvals)
    say(writing, holderOf(writing, by), { do: 'approve', obligation: it.key, ...wording })
  return say(writing, holderOf(writing, it.rule.by), { ...towards(writing, it), ...wording })
}

/** What is said, the same to those who approve and to those who hear it: every part of the template. */
function wordingOf({ setting }: Writing, { rule }: Obligation): { readonly parts?: Parts } {
  if (rule.act.do !== 'notice' && rule.act.do !== 'report') return {}
  const { act } = rule
  const template = setting.plan.templates.find(({ id }) => id === act.template)
  return { parts: Object.fromEntries((template?.parts ?? []).map(({ id }) => [id, `About ${id}`])) }
}

type Parts = Readonly<Record<string, string>>

/** All that a play comes to under a plan: what was said to each command, and at times how everything stood. */
export function outcomeOf(plan: Plan, play: Play): string {
  const setting: Setting = { plan, directory: standIns(plan), sha256 }
  let incident = undeclared('INC-1')
  const told: unknown[] = []
  let wake: Instant | undefined
  const give = (command: Command) => {
    const decided = decideInFull(setting, incident, command)
    if ('refused' in decided) return told.push(decided.refused)
    incident = decided.incident
    wake = decided.wakeAt
    return told.push(decided.accepted)
  }
  for (const [index, command] of play.commands.entries()) {
    while (wake !== undefined && wake < command.at)
      give({ do: 'wake', at: wake, by: TOCSIN } as Command)
    give(command)
    if (index % 20 === 0) told.push(standing(plan, incident, command.at))
  }
  const last = play.commands.at(-1)?.at ?? play.declared
  for (const after of AFTERWARDS)
    give({ do: 'wake', at: plusMs(last, after), by: TOCSIN } as Command)
  const end = plusMs(last, AFTERWARDS.at(-1) ?? 0)
  told.push(standing(plan, incident, end))
  for (const { measure, ...figure } of figures(plan, incident)) told.push([measure.id, figure])
  told.push(grouped(plan), compared(plan, incident, end))
  told.push(yearAfter(plan, incident, play.declared))
  for (const { kind } of plan.retention) told.push(keptUntil(plan, incident, kind, end))
  return JSON.stringify(told).replaceAll(/[0-9a-f]{64}/g, '')
}

function standing(plan: Plan, incident: Incident, now: Instant): unknown {
  if (incident.status === 'undeclared') return undefined
  return [
    questions(plan, incident, now),
    proposals(plan, incident, now),
    obligations(plan, incident, now).map(({ rule, ...rest }) => [rule.id, rule.by, rest]),
  ]
}

/** Which questions are put, and to whom. */
function questions(plan: Plan, incident: Incident, now: Instant): unknown {
  const view = viewOf(plan, incident, now)
  return plan.facts
    .filter(({ when }) => when === undefined || evaluate(when, view) === 'yes')
    .map(({ id, by, kind, choices }) => [id, by, kind, choices, view.answer(id)])
}

/** Which levels are proposed, and which of them are forced. */
function proposals(plan: Plan, incident: Incident, now: Instant): unknown {
  const view = viewOf(plan, incident, now)
  const severity = proposeSeverity(plan, view)
  const others = plan.classifications.map(it => proposeGrade(plan, it, view))
  return [
    [severity?.severity.id, severity?.forced, severity?.inDoubt, severity?.mayWorsen],
    ...others.map(it => [it?.grade.id, it?.forced, it?.inDoubt, it?.mayWorsen]),
  ]
}

/** What the program wants in the two years after. */
function yearAfter(plan: Plan, incident: Incident, since: Instant): unknown {
  const records = { since, done: [], occasions: [], incidents: [incident] }
  return programYear(plan, since, plusMs(since, 2 * YEAR_MS), records).map(({ entry, ...rest }) => [
    entry.id,
    entry.act,
    entry.by,
    entry.topics,
    rest,
  ])
}

/** Answers from which a level follows, and the same with one of them not known: silence must not make it milder. */
export type Probe = Readonly<Record<string, Answer>>

export function probesOf(plan: Plan): readonly Probe[] {
  const scales = [plan.severities, ...plan.classifications.map(({ levels }) => levels)]
  return scales.flatMap(levels =>
    levels.flatMap((level, index) => {
      const none: Condition = { kind: 'none', of: conditionsOf(levels.slice(0, index)) }
      return conditionsOf([level])
        .flatMap(it => (it.kind === 'any' ? it.of : [it]))
        .flatMap(one => {
          const { found } = findCase(plan, { kind: 'all', of: [one, none] })
          return found === undefined ? [] : withoutEach(found)
        })
    }),
  )
}

function conditionsOf(grades: readonly Grade[]): readonly Condition[] {
  return grades
    .flatMap(({ propose, floor }) => [propose, floor])
    .filter(condition => condition !== undefined)
}

function withoutEach(found: Case): readonly Probe[] {
  const less = [...found.keys()].map(name => [...found].filter(([other]) => other !== name))
  return [[...found], ...less].map(answers => Object.fromEntries(answers))
}

/** What is proposed on answers alone. */
export function proposedOn(plan: Plan, probes: readonly Probe[]): string {
  const proposed = probes.map(probe => {
    const view = answered(probe)
    const severity = proposeSeverity(plan, view)
    const others = plan.classifications.map(it => proposeGrade(plan, it, view)?.grade.id)
    return [severity?.severity.id, severity?.forced, ...others]
  })
  return JSON.stringify(proposed)
}

/** What the figures of several incidents come to: of this one and of one like it. */
function compared(plan: Plan, incident: Incident, now: Instant): unknown {
  return summaries(plan, [incident, incident], now).map(({ measure, groups }) => [
    measure.id,
    groups.map(({ of, onTarget }) => [of, onTarget]),
  ])
}

/** Alerts that differ in one label each: into how many groups they fall, and what they are taken to come from. */
function grouped({ intake }: Plan): unknown {
  const labels = ['alertname', 'cluster', 'service', 'instance', 'namespace', 'job']
  const plain = Object.fromEntries(labels.map(label => [label, 'one']))
  const alerts = labels.map(label => labelSet({ ...plain, [label]: 'other' }))
  const groups = new Set(alerts.map(alert => groupOf(alert, intake.groupBy).text))
  return [groups.size, intake.source]
}
