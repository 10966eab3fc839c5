// A page goes out at once, though the database's notices are not heard: whoever commits it tells its own node.
import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { instant, plusMs } from '#/core/time.ts'
import { declareIncident } from '#/app/declare.ts'
import { importPlan } from '#/app/plans/plans.ts'
import { wakeDue } from '#/app/wake.ts'
import { freshDatabase } from '../kit/database.ts'
import { town } from '../kit/people.ts'
import { clockAt, nodeOn } from './node.ts'

const PLAN = `
plan: once
title: At once
version: "1"
severities: {bad: {title: Bad}}
types: {outage: {title: Outage}}
positions: {chief: {title: Chief}, deputy: {title: Deputy}}
roles: {lead: {title: Lead, holders: [chief, deputy]}}
obligations: [{id: wake-lead, title: Take the lead, do: page, to: lead, text: "{{title}}"}]
`

const { pool } = await freshDatabase()
const clock = clockAt(instant('2026-03-02T03:00:00Z'))
const directory = town({ positions: { chief: ['ana'], deputy: ['bo'] } })
const { shell } = nodeOn({ pool, clock, directory, destinations: [] })
ok('hash' in (await importPlan(shell, PLAN, { by: 'test', activate: true })))

test('who declares, and who is woken by time, tells the loop that delivers', async () => {
  const heard: string[] = []
  shell.notices.subscribe(({ kind }) => heard.push(kind))
  await declareIncident(shell, { title: 'Broken', reporter: 'monitoring' }, { by: 'tocsin' })
  deepEqual(heard, ['outbox'])
  clock.moveTo(plusMs(clock.now(), 5 * 60_000))
  await wakeDue(shell)
  deepEqual(heard, ['outbox', 'outbox'])
})
