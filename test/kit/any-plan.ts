import { fail } from 'node:assert/strict'
import { compile } from '#/core/plan/compile.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Chance } from '#/core/chance.ts'

/*
 * Plans that nobody would write: every act, every kind of condition and of start, one inside the other, in any combination.
 * What such a plan means is of no interest; that the engine means the same by it, however it goes about it, is.
 */

type Source = Readonly<Record<string, unknown>>
/** What is drawn from, and the obligations before this one: referring only to those gives no circles. */
type Draw = { readonly chance: Chance; readonly before: readonly string[] }

const RULES = 14
const MOMENTS = ['detected', 'aware', 'declared', 'classified', 'contained', 'resolved', 'reopened']

/** A plan drawn from chance, by the compiler itself. */
export function anyPlan(chance: Chance): Plan {
  const rules: Source[] = []
  while (rules.length < RULES)
    rules.push(rule({ chance, before: rules.map(it => String(it['id'])) }, `r${rules.length}`))
  const result = compile(JSON.stringify({ ...FRAME, obligations: rules }))
  if ('mistakes' in result) fail(JSON.stringify(result.mistakes, null, 2))
  return result.plan
}

const FRAME = {
  plan: 'any',
  title: 'Any',
  version: '1',
  zone: 'Europe/Luxembourg',
  calendars: { office: { title: 'Office', place: 'LU', hours: '08:00-18:00' } },
  severities: {
    bad: { title: 'Bad', labels: ['critical'] },
    mild: { title: 'Mild', labels: ['warning'] },
  },
  classifications: {
    major: { title: 'Major', levels: { major: { title: 'Major' }, minor: { title: 'Minor' } } },
  },
  systems: { web: { title: 'Web', tier: 1 }, db: { title: 'Database', tier: 2 } },
  types: { outage: { title: 'Outage' }, breach: { title: 'Breach', security: true } },
  sources: {
    monitoring: { title: 'Monitoring', machine: true },
    person: { title: 'A person', machine: false },
  },
  facts: {
    intruder: { ask: 'Is somebody inside?', by: 'lead' },
    users: { ask: 'How many users?', kind: 'number', by: 'lead' },
    cause: { ask: 'Why?', kind: 'choice', choices: ['hardware', 'people'], by: 'lead' },
    grave: {
      ask: 'Is it grave?',
      is: { any: [{ fact: { users: { over: 700 } } }, { fact: { intruder: 'yes' } }] },
    },
  },
  moments: {
    disclosed: { title: 'Details became public', by: 'lead' },
    known: { title: 'Known', is: { earliest: ['aware', 'verified', 'disclosed'] } },
    release: { title: 'The release', by: 'lead', scheduled: true },
    embargo: { title: 'The embargo ends', is: { before: 'release', by: '2h' } },
    soaked: { title: 'Soaked', is: { after: 'contained', by: '30m' } },
  },
  positions: {
    chief: { title: 'Chief' },
    engineer: { title: 'Engineer' },
  },
  groups: { board: { title: 'Board' } },
  roles: {
    lead: { title: 'Lead', holders: ['chief', 'engineer'], duties: ['Lead'], may: ['close'] },
    scribe: { title: 'Scribe', holders: ['engineer'], 'not-with': ['lead'] },
  },
  audiences: {
    all: { title: 'All', members: ['everyone'] },
    team: { title: 'Team', members: ['lead', 'scribe', 'responders'] },
    customers: { title: 'Customers', outside: true, members: ['customers', 'reporter'] },
  },
  stages: {
    first: { title: 'First', begins: { reached: 'classified' } },
    second: { title: 'Second' },
    third: {
      title: 'Third',
      begins: { all: [{ done: 'r0' }, { fact: { users: { over: 900 } } }] },
    },
  },
  gates: {
    done: { title: 'Done', before: 'close', needs: ['r0', 'r1'], 'waivable-by': 'lead' },
    ready: { title: 'Ready', before: 'stage:third', needs: ['r2'], 'waivable-by': 'lead' },
  },
  decisions: {
    'shut-down': {
      title: 'Shut it down',
      approve: { by: ['lead', 'scribe'], least: 1, lasts: '3h' },
    },
  },
  escalation: {
    1: { title: 'The lead', members: ['lead'] },
    2: { title: 'The board', members: ['board'], when: { severity: 'bad' } },
    3: { title: 'The chief', members: ['chief'] },
  },
  record: {
    severity: { title: 'Severity', from: 'severity' },
    systems: { title: 'Systems', from: 'systems' },
    impact: { title: 'Impact' },
    resolution: { title: 'Resolution' },
  },
  paging: { wait: '5m', rounds: 2 },
}

function rule(draw: Draw, id: string): Source {
  const { chance, before } = draw
  const some = (part: number, what: () => Source) => (chance.of(part, 10) ? what() : {})
  const drawn = act(draw)
  const recurs = drawn['do'] === 'task' && drawn['each'] === undefined && chance.of(1, 3)
  return {
    id,
    title: `Obligation ${id}`,
    ...drawn,
    ...some(7, () => ({ when: condition(draw, 2) })),
    ...some(3, () => ({ until: condition(draw, 1) })),
    ...some(3, () => (before.length === 0 ? {} : { after: chance.one(before) })),
    ...some(3, () => ({ stage: chance.one(['first', 'second']) })),
    ...some(3, () => ({ late: chance.one([{ escalate: 2 }, { notify: ['team', 'customers'] }]) })),
    ...some(2, () => ({ 'waivable-by': 'lead' })),
    // What recurs and is met by what stays so would begin again without end.
    ...(recurs ? cadence(draw) : some(3, () => ({ met: condition(draw, 1) }))),
    ...(recurs ? {} : some(6, () => within(draw))),
  }
}

function cadence(draw: Draw): Source {
  const { chance } = draw
  const by = { when: condition(draw, 1), limit: '90m' }
  const every = chance.one<unknown>([
    '2h',
    '1d',
    { aim: '30m', limit: '90m' },
    [by, { limit: '3h' }],
  ])
  return {
    from: start(draw, 1),
    every,
    ...(chance.of(1, 4) ? { 'also-on': ['reclassified', { answered: 'users' }] } : {}),
  }
}

function within(draw: Draw): Source {
  const { chance } = draw
  const some = (part: number, what: () => Source) => (chance.of(part, 10) ? what() : {})
  return {
    from: start(draw, 2),
    within: chance.of(1, 3) ? limits(draw) : span(draw),
    ...some(2, () => ({ warn: '20m' })),
    ...some(2, () => ({ 'no-later-than': { after: start(draw, 1), by: span(draw) } })),
    ...some(1, () => ({ 'not-before': '45m' })),
    ...some(1, () => ({ roll: { to: 'next-working-day', at: '12:00' } })),
  }
}

function limits(draw: Draw): unknown {
  const { chance } = draw
  if (chance.of(1, 3)) return { bad: '30m', mild: '3h' }
  return [
    { when: condition(draw, 1), limit: span(draw) },
    { when: condition(draw, 1), unmeasured: 'at once' },
    { limit: span(draw), aim: '10m' },
  ]
}

function span({ chance }: Draw): string {
  return chance.one(['15m', '1h', '4h', '1d', '2mo', '3 working hours', '1 working day'])
}

function act({ chance }: Draw): Source {
  return chance.one<Source>([
    { do: 'task', by: 'lead' },
    { do: 'task', by: 'scribe' },
    { do: 'task', by: 'lead', each: 'system' },
    { do: 'task', by: 'each', each: 'follow-up' },
    { do: 'ask', fact: chance.one(['intruder', 'users', 'cause']), by: 'lead' },
    { do: 'page', to: chance.one(['lead', 'scribe', 'board']), text: '{{title}}' },
    { do: 'notify', to: chance.one(['team', 'customers', 'all']), text: '{{severity}}' },
    { do: 'update', to: chance.one(['team', 'all']), by: 'scribe' },
    { do: 'escalate', level: chance.one([2, 3]) },
    { do: 'gather', kind: 'logs', by: 'scribe' },
    { do: 'notes', each: 'responder', by: 'each' },
    { do: 'feedback', each: 'responder', by: 'lead' },
    { do: 'finding', kind: 'lesson', by: 'lead' },
    { do: 'follow-up', 'designated-by': 'chief', by: 'lead' },
    { do: 'meet', attend: ['chief'], by: 'lead' },
    { do: 'publish', where: 'library', by: 'scribe', approve: ['lead'] },
    { do: 'task', by: 'lead', approve: { by: ['scribe'], silence: '20m' } },
    { do: 'raise', to: 'bad' },
    { do: 'restrict', to: ['team'], label: 'TLP:AMBER' },
    { do: 'confirm', of: chance.one(['severity', 'major']), by: 'scribe' },
    { do: 'hand-over', role: 'scribe', by: 'scribe' },
  ])
}

function condition(draw: Draw, depth: number): Source {
  const { chance } = draw
  const inner = () => Array.from({ length: chance.between(1, 3) }, () => condition(draw, depth - 1))
  if (depth === 0 || chance.of(1, 2)) return leaf(draw)
  return chance.one<() => Source>([
    () => ({ all: inner() }),
    () => ({ any: inner() }),
    () => ({ none: inner() }),
    () => ({ 'at-least': 1, of: inner() }),
  ])()
}

function leaf(draw: Draw): Source {
  const { chance, before } = draw
  const own = ['disclosed', 'known', 'release', 'embargo', 'soaked', 'declassified', 'acknowledged']
  const plain: readonly Source[] = [
    { severity: chance.one(['bad', 'mild']) },
    { type: chance.one(['outage', 'breach']) },
    { security: chance.one(['yes', 'no']) },
    { source: chance.one(['monitoring', 'person']) },
    { stage: chance.one(['first', 'second', 'third']) },
    { escalated: chance.one([2, 3]) },
    { fact: { [chance.one(['intruder', 'grave'])]: chance.one(['yes', 'no']) } },
    { fact: { users: chance.one([{ over: 1000 }, { under: 500 }]) } },
    { fact: { cause: chance.one(['hardware', 'people']) } },
    { reached: chance.one([...MOMENTS, ...own]) },
    { recorded: chance.one(['severity', 'systems', 'impact', 'resolution']) },
    { assessed: { major: chance.one(['major', 'minor']) } },
    { decided: 'shut-down' },
    { held: chance.one(['lead', 'scribe']) },
    { tier: chance.one([1, 2]) },
    { during: 'office' },
    { during: 'office', at: past(draw) },
    { passed: { after: past(draw), by: span(draw) } },
    { passed: past(draw) },
    { lasted: { from: past(draw), to: past(draw), over: span(draw) } },
  ]
  if (before.length === 0 || chance.of(2, 3)) return chance.one(plain)
  return chance.of(1, 3) ? { missed: chance.one(before) } : { done: chance.one(before) }
}

/** By itself it says nothing of what came to apply with the classification. */
const ENTERED = { newest: ['declared', 'entered'] }

/** From when a clock counts. */
function start(draw: Draw, depth: number): unknown {
  const { chance } = draw
  const inner = () => Array.from({ length: chance.between(1, 3) }, () => start(draw, depth - 1))
  if (depth > 0 && chance.of(1, 4))
    return { [chance.one(['earliest', 'newest', 'latest'])]: inner() }
  return chance.one<unknown>(['applies', 'applies', ENTERED, past(draw), past(draw), past(draw)])
}

/** An instant that does not depend on the obligation itself. */
function past({ chance, before }: Draw): unknown {
  const moment = chance.one([...MOMENTS, 'disclosed', 'known', 'release', 'embargo', 'soaked'])
  const of = before.length > 0 ? chance.one(before) : undefined
  return chance.one<unknown>([
    moment,
    moment,
    { answered: 'users' },
    { answered: 'intruder', as: 'yes' },
    { assessed: 'major' },
    { decided: 'shut-down' },
    { held: 'scribe' },
    { 'end-of': chance.one(['day', 'week']), of: moment },
    { before: moment, by: '1h' },
    ...(of === undefined ? [] : [{ met: of }, { met: of }, { due: of }, { share: '50%', of }]),
  ])
}
