import type { Asked, Command } from '#/core/incident/command.ts'
import { OWN_COMMANDS } from '#/core/incident/command.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import { subjectOf } from '#/core/incident/evolve-authority.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { currentObligations, isOwed } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { BUILT_IN_MOMENTS } from '#/core/plan/plan.ts'
import { COMMAND_NAMES } from '#/core/plan/command-name.ts'
import type { Fact, Rule } from '#/core/plan/plan.ts'
import type { ActName } from '#/core/plan/act.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import type { Setting } from '#/core/setting.ts'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Chance } from '#/core/chance.ts'
import { anybody, anyone } from './anybody.ts'

/** Where a command is thought of: what there is to name, and when. */
export type Scene = {
  readonly setting: Setting
  readonly incident: Incident
  readonly now: Instant
  readonly chance: Chance
}

type Body<N extends CommandName> = Omit<Asked<N>, 'at' | 'by'>
export type AnyBody = { [N in CommandName]: Body<N> }[CommandName]

/**
 * A command of valid shape from somebody: mostly about what is there, sometimes about what is not, sometimes from a person
 * who may not give it. What the product alone gives comes from the product.
 */
export function anyCommand(scene: Scene): Command {
  const name = scene.chance.weighed(OFTEN)
  return from(scene, OWN_COMMANDS.has(name) ? TOCSIN : somebody(scene), BODIES[name](scene))
}

/** How often each is drawn: what an incident hangs on often, what ends it seldom, so that there is something to end. */
const OFTEN = {
  ...(Object.fromEntries(COMMAND_NAMES.map(name => [name, 4])) as Record<CommandName, number>),
  classify: 24,
  answer: 16,
  'correct-moment': 12,
  'schedule-meeting': 8,
  'submit-report': 8,
  waive: 12,
  acknowledge: 8,
  resolve: 8,
  close: 8,
  declare: 1,
  declassify: 1,
  merge: 1,
  redact: 2,
  'delete-evidence': 1,
}

/** Often somebody who has a role already, and so may do more. */
function somebody(scene: Scene): string {
  const holders = [...scene.incident.roles.values()].map(holder => holder.person)
  return holders.length > 0 && scene.chance.of(2, 3) ? scene.chance.one(holders) : anyone(scene)
}

export function from({ now }: Scene, by: string, body: AnyBody): Command {
  return { ...body, at: now, by } as Command
}

/** What somebody would do about an obligation who wants it met. */
export function towards(scene: Scene, { rule, key, about }: Obligation): AnyBody {
  const { act } = rule
  const { chance, incident } = scene
  switch (act.do) {
    case 'ask':
      return { do: 'answer', fact: act.fact, value: answerTo(scene, act.fact) }
    case 'update': {
      const said = { obligation: key, text: chance.one(['This is how it stands', 'It is better']) }
      return (
        approvalOf(scene, rule, said) ?? { do: 'update', to: [...act.to], ...said, ...glass(scene) }
      )
    }
    case 'notice': {
      const said = { obligation: key, parts: partsOf(scene, act.template) }
      const sent = { do: 'send-notice', ...said, 'by-hand': chance.of(1, 8) } as const
      return approvalOf(scene, rule, said) ?? { ...sent, ...glass(scene) }
    }
    case 'report': {
      const said = { obligation: key, parts: partsOf(scene, act.template) }
      return approvalOf(scene, rule, said) ?? { do: 'submit-report', ...said, ...glass(scene) }
    }
    case 'publish': {
      const said = { obligation: key, text: chance.one(['All of it', 'Most of it']) }
      return approvalOf(scene, rule, said) ?? { do: 'publish', ...said, ...glass(scene) }
    }
    case 'gather':
      return { ...BODIES['add-evidence'](scene), do: 'add-evidence', kind: act.kind }
    case 'meet': {
      const present = [...scene.setting.directory.people.keys()]
      return { do: 'hold-meeting', obligation: key, present }
    }
    case 'notes':
      return { do: 'write-notes', text: 'I was there' }
    case 'feedback':
      return { do: 'give-feedback', person: about ?? '', text: 'Thank you' }
    case 'finding': {
      const found = [...incident.findings.values()].some(finding => finding.kind === act.kind)
      return found
        ? { do: 'complete', obligation: key }
        : { do: 'add-finding', kind: act.kind, text: 'The disk was old' }
    }
    case 'follow-up':
      return { ...BODIES['add-follow-up'](scene), do: 'add-follow-up' }
    case 'escalate':
      return { do: 'escalate', level: act.level, reason: 'They should know' }
    case 'hand-over':
      return { do: 'hand-over', role: act.role, to: anyone(scene) }
    case 'raise':
      return { ...BODIES.classify(scene), do: 'classify' }
    default:
      return about !== undefined && incident.followUps.has(about)
        ? { do: 'finish-follow-up', 'follow-up': about }
        : (approvalOf(scene, rule, { obligation: key }) ?? {
            do: 'complete',
            obligation: key,
            ...glass(scene),
          })
  }
}

type Said = {
  readonly obligation: string
  readonly parts?: Readonly<Record<string, string>>
  readonly text?: string
}

/** Half of the time somebody's word is given first where it is wanted, or asked for. */
function approvalOf({ chance }: Scene, rule: Rule, said: Said): AnyBody | undefined {
  if (rule.approvals.length === 0 && !chance.of(1, 12)) return undefined
  if (chance.of(1, 2)) return undefined
  const { obligation, parts, text } = said
  const matter = {
    obligation,
    ...(parts !== undefined && { parts }),
    ...(text !== undefined && { text }),
  }
  switch (chance.weighed({ approve: 6, ask: 2, object: 1 })) {
    case 'approve':
      return { do: 'approve', ...matter }
    case 'ask':
      return { do: 'ask-approval', ...matter }
    case 'object':
      return { do: 'object', obligation, ...WHY }
  }
}

/** Now and then somebody breaks the glass, or would like to. */
function glass({ chance }: Scene): { readonly 'break-glass'?: boolean; readonly reason?: string } {
  if (!chance.of(1, 6)) return {}
  return { 'break-glass': true, ...(chance.of(4, 5) && WHY) }
}

/** The obligations that want doing, at the instant of the scene. */
export function owed({ setting, incident, now }: Scene): readonly Obligation[] {
  return currentObligations(setting.plan, incident, now).filter(isOwed)
}

const WHY = { reason: 'Because it is so' } as const

/** A command of a name, about what is there. */
export function bodyOf(scene: Scene, name: CommandName): AnyBody {
  return BODIES[name](scene)
}

type Bodies = { readonly [N in CommandName]: (scene: Scene) => Body<N> }

/** Every command once, so that a new one does not compile until it is drawn here. */
const BODIES: Bodies = {
  declare: scene => ({
    do: 'declare',
    title: 'Something is wrong',
    systems: some(scene, ['web', 'db#1', 'api@eu']),
    exercise: scene.chance.of(1, 3),
    ...(scene.chance.of(1, 2) && { source: idOf(scene, scene.setting.plan.sources) }),
    ...(scene.chance.of(1, 2) && { detected: earlier(scene) }),
    ...(scene.chance.of(1, 4) && { occurred: earlier(scene) }),
    ...(scene.chance.of(1, 4) && { reporter: 'finder@research.example' }),
    ...(scene.chance.of(1, 8) && { 'from-incident': 'INC-1' }),
  }),
  'attach-signal': scene => ({
    do: 'attach-signal',
    signals: [
      {
        id: scene.chance.one(['s1', 's2', 's3']),
        source: 'monitoring',
        title: 'Again',
        count: scene.chance.between(1, 3),
        resolved: scene.chance.of(1, 4),
        urgency: scene.chance.one(['critical', 'warning', 'medium', 'noise']),
        systems: some(scene, ['web', 'mail']),
      },
    ],
  }),
  classify: scene => ({
    do: 'classify',
    severity: idOf(scene, scene.setting.plan.severities),
    ...(scene.chance.of(3, 4) && { type: idOf(scene, scene.setting.plan.types) }),
    ...(scene.chance.of(3, 4) && WHY),
  }),
  assess: scene => {
    const { classifications } = scene.setting.plan
    const classification = idOf(scene, classifications)
    const levels = classifications.find(({ id }) => id === classification)?.levels ?? []
    return {
      do: 'assess',
      classification,
      level: idOf(scene, levels),
      ...(scene.chance.of(3, 4) && WHY),
    }
  },
  declassify: () => ({ do: 'declassify', ...WHY }),
  answer: scene => {
    const fact = idOf(scene, scene.setting.plan.facts)
    return { do: 'answer', fact, value: answerTo(scene, fact) }
  },
  'verify-breach': scene => ({ do: 'verify-breach', ...whenOf(scene) }),
  mark: scene => {
    const moment = momentOf(scene)
    const ahead = mayLieAhead(scene, moment) && scene.chance.of(3, 4)
    return { do: 'mark', moment, ...(ahead ? { when: later(scene) } : whenOf(scene)) }
  },
  'correct-moment': scene => ({
    do: 'correct-moment',
    moment: momentOf(scene),
    when: earlier(scene),
    ...WHY,
  }),
  assign: scene => ({
    do: 'assign',
    role: roleOf(scene),
    person: anyone(scene),
    ...(scene.chance.of(1, 3) && WHY),
  }),
  accept: scene => ({ do: 'accept', role: roleOf(scene) }),
  decline: scene => ({ do: 'decline', role: roleOf(scene) }),
  'hand-over': scene => ({ do: 'hand-over', role: roleOf(scene), to: anyone(scene) }),
  'call-in': scene => ({ do: 'call-in', person: anybody(scene) }),
  acknowledge: scene => ({ do: 'acknowledge', ...pageOf(scene) }),
  'hand-on': scene => ({
    do: 'hand-on',
    ...pageOf(scene),
    ...(scene.chance.of(1, 2) && { to: anybody(scene) }),
  }),
  complete: scene => ({ do: 'complete', obligation: keyOf(scene) }),
  waive: scene =>
    scene.chance.of(1, 3)
      ? { do: 'waive', gate: idOf(scene, scene.setting.plan.gates), ...WHY }
      : { do: 'waive', obligation: keyOf(scene), ...WHY },
  'begin-stage': scene => ({
    do: 'begin-stage',
    stage: idOf(scene, scene.setting.plan.stages),
    ...(scene.chance.of(1, 2) && WHY),
  }),
  update: scene => ({
    do: 'update',
    text: 'This is how it stands',
    ...(scene.chance.of(1, 2)
      ? { to: [idOf(scene, scene.setting.plan.audiences)] }
      : { obligation: keyOf(scene) }),
  }),
  'ask-approval': scene => ({ do: 'ask-approval', ...matterOf(scene), text: 'All of it' }),
  approve: scene => ({ do: 'approve', ...matterOf(scene), text: 'All of it' }),
  object: scene => ({ do: 'object', ...askedOf(scene), ...WHY }),
  'take-decision': scene => ({
    do: 'take-decision',
    decision: idOf(scene, scene.setting.plan.decisions),
    ...(scene.chance.of(1, 2) && WHY),
    'break-glass': scene.chance.of(1, 4),
  }),
  'send-notice': scene => ({
    do: 'send-notice',
    obligation: keyOf(scene, 'notice'),
    text: 'All of it',
  }),
  'submit-report': scene => ({
    do: 'submit-report',
    obligation: keyOf(scene, 'report'),
    text: 'All of it',
  }),
  'add-evidence': scene => ({
    do: 'add-evidence',
    kind: scene.chance.one(['logs', 'server-logs', 'snapshots', 'audit-logs']),
    title: 'A file',
    sha256: String(scene.chance.below(10)).repeat(64),
    bytes: 12,
    ...(scene.chance.of(1, 3) && { obligation: keyOf(scene) }),
  }),
  'transfer-evidence': scene => ({
    do: 'transfer-evidence',
    evidence: one(scene, [...scene.incident.evidence.keys()]),
    to: anyone(scene),
    ...WHY,
  }),
  'delete-evidence': scene => ({
    do: 'delete-evidence',
    evidence: one(scene, [...scene.incident.evidence.keys()]),
    ...WHY,
  }),
  note: () => ({ do: 'note', text: 'I look at it' }),
  'write-notes': () => ({ do: 'write-notes', text: 'I was there' }),
  'add-finding': scene => ({
    do: 'add-finding',
    kind: scene.chance.one(['technology', 'process', 'lesson']),
    text: 'The disk was old',
    ...(scene.chance.of(1, 3) && { obligation: keyOf(scene) }),
  }),
  'add-follow-up': scene => ({
    do: 'add-follow-up',
    title: 'Buy disks',
    owner: anyone(scene),
    due: plusMs(scene.now, scene.chance.between(-1, 40) * 6 * HOUR_MS),
  }),
  'finish-follow-up': scene => ({
    do: 'finish-follow-up',
    'follow-up': one(scene, [...scene.incident.followUps.keys()]),
  }),
  'give-feedback': scene => ({ do: 'give-feedback', person: anyone(scene), text: 'Thank you' }),
  'schedule-meeting': scene => ({
    do: 'schedule-meeting',
    obligation: keyOf(scene, 'meet'),
    starts: plusMs(scene.now, scene.chance.between(0, 48) * HOUR_MS),
    ...(scene.chance.of(1, 3) && { invite: [anyone(scene)] }),
  }),
  'hold-meeting': scene => ({
    do: 'hold-meeting',
    obligation: keyOf(scene, 'meet'),
    present: [anyone(scene), anyone(scene)],
  }),
  escalate: scene => ({
    do: 'escalate',
    ...(scene.chance.of(2, 3) && { level: scene.chance.between(1, 5) }),
    ...WHY,
  }),
  'set-field': scene => ({
    do: 'set-field',
    field: idOf(scene, scene.setting.plan.fields),
    value: 'A few',
  }),
  'add-systems': scene => ({
    do: 'add-systems',
    systems: ['mail', ...some(scene, ['web', 'db#1'])],
  }),
  publish: scene => ({ do: 'publish', obligation: keyOf(scene), text: 'All of it' }),
  restrict: scene => ({
    do: 'restrict',
    to: some(scene, [anyone(scene)]),
    ...(scene.chance.of(1, 3) && { label: 'TLP:RED' }),
  }),
  contain: scene => ({ do: 'contain', ...whenOf(scene) }),
  resolve: () => ({ do: 'resolve', text: 'It works again' }),
  close: () => ({ do: 'close' }),
  reopen: () => ({ do: 'reopen', ...WHY }),
  merge: scene => ({ do: 'merge', into: scene.chance.one(['INC-1', 'INC-2']), ...WHY }),
  absorb: () => ({ do: 'absorb', incident: 'INC-9' }),
  'split-off': scene => ({ do: 'split-off', incident: scene.chance.one(['INC-8', 'INC-9']) }),
  'record-receipts': scene => {
    const page = [...scene.incident.pages.values()].find(it => it.state === 'waiting')
    const outcome = scene.chance.one(['delivered', 'failed', 'no-address'] as const)
    const of = { message: page?.id ?? 'message-3', to: page?.person ?? 'ana' }
    return {
      do: 'record-receipts',
      receipts: (page?.channels ?? ['email']).map(channel => ({
        ...of,
        channel,
        outcome,
        attempts: 1,
      })),
    }
  },
  wake: () => ({ do: 'wake' }),
  migrate: () => ({ do: 'migrate', plan: 'another', ...WHY }),
  redact: scene => ({ do: 'redact', version: scene.chance.between(1, 200), ...WHY }),
}

const QUARTER_MS = 900_000
const HOUR_MS = 4 * QUARTER_MS

/** One of these, or now and then, and where there are none, a name that means nothing. */
function one({ chance }: Scene, names: readonly string[]): string {
  return names.length === 0 || chance.of(1, 25) ? 'nothing-of-that-name' : chance.one(names)
}

function some({ chance }: Scene, names: readonly string[]): string[] {
  return names.filter(() => chance.of(1, 2))
}

function idOf(scene: Scene, elements: readonly { readonly id: string }[]): string {
  return one(
    scene,
    elements.map(element => element.id),
  )
}

function roleOf(scene: Scene): string {
  return idOf(scene, scene.setting.plan.roles)
}

/** Mostly the key of something that is owed, and of such an act if one is asked for and there is any. */
function keyOf(scene: Scene, act?: ActName): string {
  const all = currentObligations(scene.setting.plan, scene.incident, scene.now)
  const wanted = scene.chance.of(3, 4) ? all.filter(isOwed) : all
  const fitting = wanted.filter(it => it.rule.act.do === act)
  const some = fitting.length > 0 && scene.chance.of(5, 6) ? fitting : wanted
  return one(
    scene,
    some.map(it => (scene.chance.of(1, 6) ? it.rule.id : it.key)),
  )
}

/** An obligation that wants an approval, or a decision. */
function matterOf(scene: Scene): { readonly obligation?: string; readonly decision?: string } {
  const { decisions } = scene.setting.plan
  if (decisions.length > 0 && scene.chance.of(1, 2)) return { decision: idOf(scene, decisions) }
  const act = scene.chance.one(['notice', 'report', 'publish', 'task', 'update'] as const)
  return { obligation: keyOf(scene, act) }
}

/** What somebody was asked to approve, if anything. */
function askedOf(scene: Scene): { readonly obligation?: string; readonly decision?: string } {
  const asked = [...scene.incident.approvalsAsked.keys()]
  return asked.length > 0 && scene.chance.of(4, 5)
    ? subjectOf(scene.chance.one(asked))
    : matterOf(scene)
}

function pageOf(scene: Scene): { readonly page?: string } {
  return scene.chance.of(1, 2) ? {} : { page: one(scene, [...scene.incident.pages.keys()]) }
}

function momentOf(scene: Scene): string {
  const own = scene.setting.plan.moments.map(moment => moment.id)
  return one(scene, [...BUILT_IN_MOMENTS, 'detected', 'aware', 'occurred', ...own])
}

function mayLieAhead({ setting }: Scene, moment: string): boolean {
  return setting.plan.moments.some(({ id, scheduled }) => id === moment && scheduled)
}

/** Some hours or days ahead. */
function later({ now, chance }: Scene): Instant {
  return plusMs(now, chance.between(1, 40) * chance.one([QUARTER_MS, 6 * HOUR_MS]))
}

/** Mostly some hours ago, sometimes the future, which must be refused. */
function earlier({ now, chance }: Scene): Instant {
  return plusMs(now, chance.between(-40, 1) * (chance.of(1, 4) ? 6 * HOUR_MS : QUARTER_MS))
}

function whenOf(scene: Scene): { readonly when?: Instant } {
  return scene.chance.of(1, 2) ? {} : { when: earlier(scene) }
}

function answerTo(scene: Scene, id: string): string | number | boolean | null {
  const { chance, setting } = scene
  const fact: Fact | undefined = setting.plan.facts.find(it => it.id === id)
  if (fact === undefined || chance.of(1, 12)) return chance.one([null, 'maybe', -1, '', true])
  switch (fact.kind) {
    case 'yes-no':
      return chance.one(['yes', 'no', true, false])
    case 'number':
      return chance.below(2000)
    case 'choice':
      return chance.one(fact.choices)
    case 'text':
      return 'As far as we know'
  }
}

function partsOf(
  { setting, chance }: Scene,
  template: string | undefined,
): Readonly<Record<string, string>> {
  const parts = setting.plan.templates.find(it => it.id === template)?.parts.map(part => part.id)
  const wanted = parts ?? ['text']
  const left = chance.of(1, 10) ? wanted.slice(1) : wanted
  // Two texts, so that one may be approved and the other sent.
  const text = chance.one(['What there is to say', 'What there is to say, and more'])
  return Object.fromEntries(left.map(part => [part, text]))
}
