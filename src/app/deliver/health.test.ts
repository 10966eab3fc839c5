import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import {
  CHANNEL_FAILURES_MAX,
  createHealth,
  PROBES_MAX,
  type Health,
} from '#/app/deliver/health.ts'

function fail(health: Health, peer: string, times: number): (string | undefined)[] {
  return Array.from({ length: times }, () => {
    health.enter(peer)
    return health.leave(peer, false)
  })
}

test('a channel dies at the last of so many failures in a row, and is said to be dead once', () => {
  const changes = fail(createHealth(), 'email', CHANNEL_FAILURES_MAX + 3)
  equal(changes.indexOf('died'), CHANNEL_FAILURES_MAX - 1)
  equal(changes.lastIndexOf('died'), CHANNEL_FAILURES_MAX - 1)
})

test('one success in between begins the count anew', () => {
  const health = createHealth()
  fail(health, 'email', CHANNEL_FAILURES_MAX - 1)
  health.enter('email')
  equal(health.leave('email', true), undefined)
  equal(fail(health, 'email', CHANNEL_FAILURES_MAX - 1).includes('died'), false)
})

test('a dead channel takes a few messages at a time, and all again after one has passed', () => {
  const health = createHealth()
  fail(health, 'email', CHANNEL_FAILURES_MAX)
  for (let probe = 0; probe < PROBES_MAX; probe++) equal(health.enter('email'), true)
  equal(health.enter('email'), false)
  equal(health.leave('email', true), 'revived')
  for (let message = 0; message < 50; message++) equal(health.enter('email'), true)
})

test('what shows nothing either way changes nothing', () => {
  const health = createHealth()
  fail(health, 'email', CHANNEL_FAILURES_MAX - 1)
  health.enter('email')
  equal(health.leave('email', undefined), undefined)
  equal(fail(health, 'email', 1)[0], 'died')
})

test('one receiver that is down says nothing of another', () => {
  const health = createHealth()
  fail(health, 'webhook a.example.org', CHANNEL_FAILURES_MAX)
  for (let message = 0; message < 50; message++) equal(health.enter('webhook b.example.org'), true)
})
