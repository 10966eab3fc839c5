// What helps after a refusal: the names that there are, and the one that was probably meant. Asked for only then, and only
// as an extra: whoever may not see the plan or the directory is told the refusal all the same.
import type { z } from 'zod'
import { AGENDA, INCIDENT, INCIDENTS } from '#/cli/server/answers.ts'
import { DIRECTORY, PLAN_NAMES } from '#/cli/server/answers-house.ts'
import { path } from '#/cli/server/client.ts'
import type { Client } from '#/cli/server/client.ts'
import { ServerProblem } from '#/cli/server/problem.ts'
import type { Problem } from '#/cli/server/problem.ts'
import { cyan, joined, line } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import { nearest } from '#/core/plan/suggest.ts'

type Names = z.output<typeof PLAN_NAMES>['plan']
/** What a refusal is about: the incident that was asked about, and the plan that it is pinned to. */
type Scene = { readonly client: Client; readonly incident: string; readonly problem: Problem }
type Known = (scene: Scene) => Promise<readonly string[]>

const ids = (entries: readonly { readonly id: string }[]): readonly string[] =>
  entries.map(({ id }) => id)

/** Codes that say that a name is unknown: the parameter that held it, and the names that there are. */
const UNKNOWN: Readonly<Record<string, { readonly about: string; readonly known: Known }>> = {
  'severity-unknown': { about: 'severity', known: inPlan(plan => ids(plan.severities)) },
  'type-unknown': { about: 'type', known: inPlan(plan => ids(plan.types)) },
  'type-missing': { about: 'type', known: inPlan(plan => ids(plan.types)) },
  'role-unknown': { about: 'role', known: inPlan(plan => ids(plan.roles)) },
  'audience-unknown': { about: 'audience', known: inPlan(plan => ids(plan.audiences)) },
  'moment-unknown': { about: 'moment', known: inPlan(plan => ids(plan.moments)) },
  'level-unknown': {
    about: 'level',
    known: inPlan(plan => plan.levels.map(({ level, title }) => `${level} (${title})`)),
  },
  'obligation-unknown': { about: 'obligation', known: knownObligations },
  'person-unknown': { about: 'person', known: knownPeople },
  'person-needed': { about: 'person', known: knownPeople },
  'evidence-unknown': {
    about: 'evidence',
    known: async scene => ids((await incidentOf(scene)).evidence),
  },
  'follow-up-unknown': {
    about: 'follow-up',
    known: async scene => ids((await incidentOf(scene)).follow_ups),
  },
}

/** Names that are listed; of more, the nearest alone helps. */
const NAMES_LISTED_MAX = 40

/** Lines to add to what the server said. Never throws: the refusal itself matters more. */
export async function hintsFor(client: Client, refused: ServerProblem): Promise<readonly Shown[]> {
  const { problem, path: asked } = refused
  const incident = decodeURIComponent(/^\/api\/incidents\/([^/]+)/.exec(asked)?.[1] ?? '')
  try {
    return await hintsOf({ client, incident, problem })
  } catch (error) {
    if (error instanceof ServerProblem) return []
    throw error
  }
}

async function hintsOf(scene: Scene): Promise<readonly Shown[]> {
  const { code, about } = scene.problem
  if (code === 'person-needed') return [...SAY_WHO, ...(await unknownHints(scene, 'person-needed'))]
  if (code === 'incident-unknown') return openIncidents(scene.client)
  // The engine names what there is, where it has it at hand.
  const { known } = about
  if (Array.isArray(known)) return meant(about, known)
  if (code in UNKNOWN) return unknownHints(scene, code)
  if (code === 'answer-invalid') return ['Not known yet is said with --not-known.']
  if (code.endsWith('not-yours')) return holders(scene)
  return []
}

const SAY_WHO: readonly Shown[] = [
  'This token speaks for nobody: add --as PERSON, or set TOCSIN_AS=PERSON for all that follows.',
]

async function unknownHints(scene: Scene, code: string): Promise<readonly Shown[]> {
  const unknown = UNKNOWN[code]
  if (unknown === undefined) return []
  const known = await unknown.known(scene)
  const written = scene.problem.about[unknown.about]
  const near = typeof written === 'string' ? nearest(written, known) : undefined
  return [
    ...(near === undefined ? [] : [line`Did you mean ${cyan(near)}?`]),
    ...(known.length === 0 || known.length > NAMES_LISTED_MAX
      ? []
      : [line`There ${known.length === 1 ? 'is' : 'are'}: ${joined(known.map(cyan))}`]),
  ]
}

function meant(about: Problem['about'], known: readonly string[]): readonly Line[] {
  const near = Object.entries(about)
    .filter(([name, value]) => name !== 'known' && typeof value === 'string')
    .flatMap(([, value]) => nearest(String(value), known) ?? [])
  return near.map(one => line`Did you mean ${cyan(one)}?`)
}

async function incidentOf({ client, incident }: Scene) {
  return (await client.ask({ path: path`/api/incidents/${incident}` }, INCIDENT)).answer
}

function inPlan(names: (plan: Names) => readonly string[]): Known {
  return async scene => {
    const { plan } = await incidentOf(scene)
    const { answer } = await scene.client.ask({ path: path`/api/plans/${plan.hash}` }, PLAN_NAMES)
    return names(answer.plan)
  }
}

async function knownObligations({ client, incident }: Scene): Promise<readonly string[]> {
  const asked = { path: path`/api/incidents/${incident}/obligations` }
  return ids((await client.ask(asked, AGENDA)).answer.obligations)
}

async function knownPeople({ client }: Scene): Promise<readonly string[]> {
  // Whoever speaks for somebody unknown would be refused here too.
  const asked = { path: path`/api/directory`, asNobody: true }
  return ids((await client.ask(asked, DIRECTORY)).answer.people)
}

async function openIncidents(client: Client): Promise<readonly Line[]> {
  const asked = { path: path`/api/incidents`, query: { open: true, limit: 10 } }
  const { incidents } = (await client.ask(asked, INCIDENTS)).answer
  if (incidents.length === 0) return [line`No incident is open.`]
  return [
    line`Open:`,
    ...incidents.map(({ number, title }) => line`  ${cyan(`${number}`)} ${title}`),
  ]
}

/** Who may do it, and has to be asked. */
async function holders(scene: Scene): Promise<readonly Line[]> {
  const { role, roles: several } = scene.problem.about
  const wanted = [role, several].flat()
  const { roles } = await incidentOf(scene)
  return roles
    .filter(one => wanted.includes(one.role))
    .map(({ title, person }) => line`${title}: ${person ?? 'nobody has this role'}`)
}
