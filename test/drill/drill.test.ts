import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { execute } from '#/app/execute.ts'
import { readScenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { instant } from '#/core/time.ts'
import { nextDueAt } from '#/store/outbox.ts'
import { nextWakeAt } from '#/store/wake.ts'
import { SCENARIOS, stage } from './kit.ts'

const { shell, drills, events, live, run, pass, nowMs } = await stage()

async function started(scenario: string) {
  const begun = await drills.start(scenario, 'ana')
  ok('id' in begun, JSON.stringify(begun))
  return begun
}

/** Receipts are what the live engine adds to a simulation. */
function told(log: readonly IncidentEvent[]): readonly string[] {
  return log
    .filter(({ type }) => type !== 'receipts-recorded' && type !== 'noted')
    .map(({ at, type, by }) => `${at} ${type} ${by}`)
}

test('a drill plays what the simulation of its scenario plays, each event at its own instant', async () => {
  const { id, incidentId } = await started('data-breach-to-close')
  const tookMs = await run()
  const file = SCENARIOS.find(it => it.id === 'data-breach-to-close')
  const read = readScenario(file?.text ?? '')
  ok('scenario' in read)
  const { setting, incident, head } = await live(incidentId)
  const { events: simulated } = simulate(setting.plan, read.scenario, setting)
  const log = told(await events(incidentId))
  deepEqual(log, told(simulated).slice(0, log.length))
  equal(incident.status, 'closed')
  equal(incident.exercise, true)
  const shown = await drills.show(id)
  equal(shown?.row.state, 'finished')
  equal(shown?.refused, 0)
  equal(head.open, false)
  ok(tookMs > 80_000 && tookMs < 130_000, `${tookMs} ms`)
})

test('nothing of a drill reaches the outbox or the wake loop, and everything that went out has a receipt', async () => {
  const { incidentId } = await started('nobody-answers')
  let looked = 0
  await run(async () => {
    looked++
    equal(await nextDueAt(shell.pool), undefined)
    equal(await nextWakeAt(shell.pool), undefined)
    return false
  })
  ok(looked > 20)
  const log = await events(incidentId)
  const pages = log.filter(({ type }) => type === 'page-sent')
  ok(pages.length > 5)
  const receipts = log.flatMap(it => (it.type === 'receipts-recorded' ? it.receipts : []))
  for (const page of pages)
    if (page.type === 'page-sent')
      for (const channel of page.channels)
        ok(
          receipts.some(
            it => it.message === page.page && it.to === page.person && it.channel === channel,
          ),
        )
  ok(receipts.every(({ outcome }) => outcome === 'delivered'))
})

test('a quiet stretch of days is over within seconds', async () => {
  const { incidentId } = await started('ransomware-at-night')
  let longest = 0
  let before = nowMs()
  let version = 0
  await run(async () => {
    const { head } = await live(incidentId)
    if (head.version !== version) {
      longest = Math.max(longest, nowMs() - before)
      before = nowMs()
      version = head.version
    }
    return false
  })
  ok(longest < 6_000, `${longest} ms`)
})

test('a paused drill stands still, goes one step when asked, and goes on faster', async () => {
  const { id, incidentId } = await started('small-outage')
  await run(async () => (await live(incidentId)).head.version > 20)
  equal(await drills.steer(id, { state: 'paused' }), true)
  await drills.turn()
  const { head: paused } = await live(incidentId)
  const at = (await drills.show(id))?.live.head.pace
  pass(60_000)
  await drills.turn()
  const { head: still } = await live(incidentId)
  equal(still.version, paused.version)
  deepEqual(still.pace, at)
  const next = (await drills.show(id))?.next
  equal(await drills.steer(id, { step: true }), true)
  await drills.turn()
  const after = await drills.show(id)
  deepEqual(after?.last, next)
  equal(after?.row.state, 'paused')
  ok((await live(incidentId)).head.version > paused.version)
  equal(await drills.steer(id, { state: 'running', speed: 16 }), true)
  ok((await run()) < 10_000)
})

test('who takes part changes what comes, and what the script wanted then is left out', async () => {
  const { id, incidentId } = await started('small-outage')
  await run(async () => (await live(incidentId)).incident.roles.has('commander'))
  const { incident } = await live(incidentId)
  const by = incident.roles.get('commander')?.person ?? ''
  const given = await execute(shell, incidentId, {
    do: 'declassify',
    reason: 'Nothing is broken.',
    by,
  })
  ok('accepted' in given, JSON.stringify(given))
  const [first] = given.accepted
  ok(first !== undefined && first.at < instant('2026-11-01T00:00:00Z'))
  await run()
  const shown = await drills.show(id)
  equal(shown?.row.state, 'finished')
  ok((shown?.refused ?? 0) > 0)
})

test('a stopped drill is over on record: nothing is done in it any more', async () => {
  const { id, incidentId } = await started('tiered-latency')
  await run(async () => (await live(incidentId)).head.version > 10)
  equal(await drills.stop(id, 'ana'), true)
  equal(await drills.stop(id, 'ana'), false)
  equal(await drills.steer(id, { speed: 4 }), false)
  const log = await events(incidentId)
  const last = log.at(-1)
  ok(last?.type === 'noted' && last.text === 'The drill was stopped by ana.')
  pass(3_600_000)
  await drills.turn()
  equal((await events(incidentId)).length, log.length)
  const refused = await execute(shell, incidentId, { do: 'note', text: 'Too late', by: 'cto' })
  deepEqual(refused, { refused: { code: 'drill-over', detail: {} } })
  const { head } = await live(incidentId)
  equal(head.open, false)
  equal(head.wakeAt, null)
})

test('what few may see of a drill everyone sees: it is nobody’s secret', async () => {
  const { incidentId } = await started('bank-intruder')
  await run(async () => (await live(incidentId)).incident.restrictedTo !== undefined)
  const { head, incident } = await live(incidentId)
  ok(incident.restrictedTo !== undefined)
  equal(head.restricted, false)
  await run()
})

test('three drills run at once, and not a fourth; of another program that is gone they are stopped', async () => {
  for (const scenario of ['tiered-cosmetic', 'tiered-cosmetic', 'tiered-declassified'])
    await started(scenario)
  deepEqual(await drills.start('small-outage', 'ana'), { problem: 'too-many-drills' })
  deepEqual(await drills.start('nonsense', 'ana'), { problem: 'scenario-unknown' })
  const { createDrills } = await import('#/app/drills/drills.ts')
  const other = createDrills(shell, SCENARIOS)
  await other.endLost({ alone: false })
  equal((await drills.list()).length, 3)
  const running = await drills.list()
  pass(1)
  await other.endLost({ alone: true })
  equal((await drills.list()).length, 0)
  for (const { incidentId } of running) equal((await live(incidentId)).head.pace?.over, true)
  equal(await drills.turn(), 5_000)
})

test('a drill that was paused and left is stopped after an hour', async () => {
  const { id } = await started('small-outage')
  await drills.steer(id, { state: 'paused' })
  const tookMs = await run()
  ok(tookMs >= 3_600_000 && tookMs < 3_700_000, `${tookMs}`)
  equal((await drills.show(id))?.row.state, 'stopped')
})

test('every bundled scenario but the years is offered, with how long it is; the one to begin with comes first', async () => {
  const listed = await drills.scenarios()
  equal(listed.length, SCENARIOS.length)
  equal(listed[0]?.id, 'data-breach-to-close')
  for (const { course, description } of listed) {
    ok(course.watchedMs > 1_000 && course.watchedMs <= 130_000, `${course.watchedMs}`)
    ok(description.length > 10)
  }
})
