import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import type { Alert } from '#/core/intake/alert.ts'
import type { CommitQueue } from '#/app/ingest/queue.ts'
import { createCommitQueue, NotTaken } from '#/app/ingest/queue.ts'
import type { Ticket, Waiting } from '#/app/ingest/waiting.ts'
import { ALERTS_PER_COMMIT_MAX } from '#/app/ingest/waiting.ts'

function alert(name: string, endsAtMs = 1): Alert {
  const labels = { alertname: name }
  return {
    labels,
    text: JSON.stringify(labels),
    annotations: '{}',
    startsAtMs: 0,
    endsAtMs,
    timeout: false,
    startGiven: true,
    generatorUrl: '',
  }
}

const failed = (code: string) => Object.assign(new Error(code), { code })
const elapsedMs = () => performance.now()

/** One request with these alerts. */
function request(queue: CommitQueue, ...alerts: readonly Alert[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const ticket: Ticket = { left: 0, resolve, reject }
    for (const one of alerts) queue.push(one, ticket)
  })
}

/** A disk of which the test decides when it has written. */
function slowDisk() {
  const commits: { readonly names: readonly string[]; readonly done: () => void }[] = []
  const commit = (waiting: readonly Waiting[]) =>
    new Promise<void>(done => {
      commits.push({
        names: waiting.map(({ alert: { labels } }) => labels['alertname'] ?? ''),
        done,
      })
    })
  const begun = async (count: number) => {
    while (commits.length < count) await new Promise(setImmediate)
  }
  return { commits, commit, begun }
}

const noReport = (error: unknown) => {
  throw error
}

test('what arrives while commits are on their way is one commit', async () => {
  const { commits, commit, begun } = slowDisk()
  const queue = createCommitQueue(commit, elapsedMs, noReport)
  const requests = [request(queue, alert('a'))]
  await begun(1)
  requests.push(request(queue, alert('b')))
  await begun(2)
  requests.push(request(queue, alert('c')), request(queue, alert('d'), alert('e')))
  await new Promise(setImmediate)
  equal(commits.length, 2)
  commits[0]?.done()
  await begun(3)
  for (const { done } of commits) done()
  await Promise.all(requests)
  deepEqual(
    commits.map(({ names }) => names),
    [['a'], ['b'], ['c', 'd', 'e']],
  )
})

test('a request is answered when the last of its alerts is on the disk', async () => {
  const { commits, commit, begun } = slowDisk()
  const queue = createCommitQueue(commit, elapsedMs, noReport)
  const many = Array.from({ length: ALERTS_PER_COMMIT_MAX + 1 }, (_, n) => alert(`a${n}`))
  let answered = false
  const answer = request(queue, ...many).then(() => (answered = true))
  await begun(1)
  commits[0]?.done()
  await begun(2)
  equal(answered, false)
  commits[1]?.done()
  await answer
  deepEqual(
    commits.map(({ names }) => names.length),
    [ALERTS_PER_COMMIT_MAX, 1],
  )
})

test('reports of one alert are written in the order in which they came, never two at a time', async () => {
  const { commits, commit, begun } = slowDisk()
  const queue = createCommitQueue(commit, elapsedMs, noReport)
  const first = request(queue, alert('a', 1))
  await begun(1)
  const second = request(queue, alert('a', 2))
  const other = request(queue, alert('b'))
  await begun(2)
  deepEqual(commits[1]?.names, ['b'])
  ok(queue.holds(alert('a').text))
  commits[1]?.done()
  await other
  equal(commits.length, 2)
  commits[0]?.done()
  await first
  await begun(3)
  deepEqual(commits[2]?.names, ['a'])
  commits[2]?.done()
  await second
  await queue.drained()
  equal(queue.holds(alert('a').text), false)
})

test('one alert that the database will not have does not take the others down with it', async () => {
  const reported: unknown[] = []
  const written: string[] = []
  const queue = createCommitQueue(
    async waiting => {
      const names = waiting.map(one => one.alert.labels['alertname'] ?? '')
      if (names.includes('poison')) throw failed('22P05')
      written.push(...names)
    },
    elapsedMs,
    error => reported.push(error),
  )
  const poisoned = request(queue, alert('x'), alert('poison'))
  const good = request(queue, alert('a'), alert('b'), alert('c'))
  await rejects(poisoned, NotTaken)
  await good
  deepEqual(written.toSorted(), ['a', 'b', 'c', 'x'])
  equal(reported.length, 1)
})

test('a database that is away for a moment costs nobody an alert', async () => {
  let tries = 0
  const queue = createCommitQueue(
    async () => {
      tries += 1
      if (tries < 3) throw failed('57P01')
    },
    elapsedMs,
    noReport,
  )
  await request(queue, alert('a'))
  equal(tries, 3)
})

test('a mistake of ours is told, not tried again', async () => {
  const reported: unknown[] = []
  const queue = createCommitQueue(
    async () => {
      throw failed('42703')
    },
    elapsedMs,
    error => reported.push(error),
  )
  await rejects(request(queue, alert('a')), NotTaken)
  equal(reported.length, 1)
})
