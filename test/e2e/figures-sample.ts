import { seeded } from '#/core/chance.ts'
import type { Chance } from '#/core/chance.ts'
import type { House } from './house.ts'

const SOURCES = ['system-monitoring', 'security-monitoring', 'user-report', 'automated-scan']
const SEVERITIES = { P0: 2, P1: 3, P2: 5, P3: 2 } as const
const TYPES = { outage: 5, 'data-breach': 2, 'unauthorized-access': 1 } as const
const TITLES = ['Payments are refused', 'Exports are slow', 'Records were read', 'Sign-in fails']
const INCIDENTS = 36
/** The last of them are still open. */
const OPEN = 3
const RESTRICTED = 20

/** Half a year of incidents in a house whose plan is creditnexus: most answered in time, some late, some open, one restricted. */
export async function liveHalfAYear(house: House): Promise<{ readonly restricted: string }> {
  const chance = seeded(20)
  let restricted = ''
  for (let index = 0; index < INCIDENTS; index++) {
    const id = await liveThrough(house, chance, index)
    if (index === RESTRICTED) restricted = id
    await house.pass({ days: 4, hours: chance.below(48) })
  }
  return { restricted }
}

async function liveThrough(house: House, chance: Chance, index: number): Promise<string> {
  const occurred = house.nowMs() - chance.between(5, 110) * 60_000
  const { id } = await house.declare('eli', {
    title: `${chance.one(TITLES)} (${index + 1})`,
    source: chance.one(SOURCES),
    // Of one in six nobody knows when it began.
    ...(chance.of(5, 6) && { occurred: new Date(occurred).toISOString() }),
  })
  const ana = await house.as('ana')
  const give = (name: string, body: object) => ana('POST', `/api/incidents/${id}/${name}`, body)
  await house.pass({ minutes: chance.between(2, 22) })
  await give('acknowledge', {})
  await house.pass({ minutes: 5 })
  await give('classify', { severity: chance.weighed(SEVERITIES), type: chance.weighed(TYPES) })
  if (index === RESTRICTED) await give('restrict', { to: ['ana'] })
  // Most write to those concerned in time, some when it is too late.
  const isPrompt = chance.of(4, 5)
  await house.pass({ minutes: isPrompt ? chance.between(4, 25) : chance.between(240, 420) })
  await give('update', { to: ['everyone', 'response-team', 'team-members-concerned'], text: '…' })
  await house.pass({ minutes: chance.between(15, 60 * chance.between(1, 5)) })
  if (index >= INCIDENTS - OPEN) return id
  for (const obligation of RECOVERY) await give('complete', { obligation })
  await give('resolve', { text: 'Over.' })
  return id
}

/** What this plan wants done before an incident is over. */
const RECOVERY = ['verify-fix', 'test-functions', 'confirm-no-threat', 'document-recovery']
