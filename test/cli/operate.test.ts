// Setting it up and looking after it: people, plans, tokens, the record, and what is wrong.
import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { connect, createServer as createProxy } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { EXIT } from '#/cli/exit-codes.ts'
import { startServer } from './server.ts'
import { done, ROOT, tocsin } from './tocsin.ts'

const server = await startServer()

const file = (name: string, text: string) => {
  const path = join(server.program.dataDirectory, name)
  writeFileSync(path, text)
  return path
}

test('an import says who is missing, and a file with mistakes is not imported', async () => {
  const few = file(
    'few.yaml',
    'people: {ana: {name: Ana, email: ana@acme.example}}\npositions: {cto: [ana]}\n',
  )
  const out = await done(['import', few], server)
  match(out, /^Imported: 1 person, version 2 of the directory\.$/m)
  match(out, /^error +Nobody is "CEO"\./m)
  match(out, /^The directory is not ready for creditnexus 1\.0\.$/m)
  const bent = await tocsin(['import', file('bent.yaml', 'people: {ana: {name: 1}}\n')], server)
  equal(bent.code, EXIT.faults)
  match(bent.err, /people\.ana\.name/)
  match(
    await done(['import', 'directory.example.yaml'], server),
    /Everyone whom creditnexus 1\.0 asks for is named/,
  )
})

test('plans are kept, listed and chosen by id or by the beginning of their hash', async () => {
  const source = readFileSync(join(ROOT, 'plans/tiered.yaml'), 'utf8')
  const own = file('own.yaml', source.replace(/^version: .*$/m, 'version: "2.0"'))
  match(await done(['plan', 'import', own], server), /^tiered 2\.0 is kept\./)
  const list = await done(['plan', 'list'], server)
  const [, hash = ''] = /^tiered +2\.0 +([0-9a-f]{12})/m.exec(list) ?? []
  match(await done(['plan', 'activate', hash], server), /^New incidents get tiered 2\.0\./)
  match(await done(['plan', 'activate', 'creditnexus'], server), /get creditnexus 1\.0\./)
  const bent = await tocsin(['plan', 'import', file('no.yaml', 'plan: x\n')], server)
  equal(bent.code, EXIT.faults)
  match(bent.err, /no\.yaml:1:1: The plan lacks `title`/)
})

test('a pack is exported, verified offline, and every change in it is found', async () => {
  await done(['incident', 'declare', 'Checkout is down', '--as', 'ana'], server)
  const pack = join(server.program.dataDirectory, 'pack.jsonl')
  equal(await done(['export', '--all', '--out', pack], server), '')
  const intact = await done(['verify', pack])
  match(intact, /^The record is intact\.$/m)
  const text = readFileSync(pack, 'utf8')
  const changed = await tocsin([
    'verify',
    file('changed.jsonl', text.replace('Checkout is down', 'Checkout is up')),
  ])
  equal(changed.code, EXIT.faults)
  match(changed.out, /^text-changed +The text is not the one that the record commits to\./m)
  const cut = await tocsin(['verify', '-', '--json'], {
    input: text.split('\n').slice(0, -2).join('\n'),
  })
  equal(cut.code, EXIT.faults)
  const verdict = JSON.parse(cut.out) as { readonly faults: readonly { readonly code: string }[] }
  ok(verdict.faults.some(({ code }) => code === 'pack-cut'))
  const elsewhere = await tocsin(['verify', pack, '--checkpoint', 'ab'.repeat(32)])
  equal(elsewhere.code, EXIT.faults)
  match(elsewhere.out, /^checkpoint-missing/m)
})

test('the live record is verified, and held against a key that somebody wrote down', async () => {
  const { intact } = JSON.parse(await done(['verify', '--json'], server)) as { intact: boolean }
  equal(intact, true)
  const missing = await tocsin(['verify', '--checkpoint', 'ab'.repeat(32)], server)
  equal(missing.code, EXIT.faults)
  match(missing.out, /^checkpoint-missing +The checkpoint that was expected is not there\.$/m)
})

test('tokens are listed without their secrets, and revoked', async () => {
  const made = await tocsin(['token', 'create', 'ci', '--scope', 'signal:write', '--json'], server)
  const { id, secret } = JSON.parse(made.out) as { readonly id: string; readonly secret: string }
  const list = await done(['token', 'list'], server)
  ok(list.includes(id) && !list.includes(secret))
  equal(await done(['token', 'revoke', id], server), `${id} is revoked.\n`)
  equal((await tocsin(['token', 'revoke', id], server)).code, EXIT.notFound)
  const wrong = await tocsin(['token', 'create', 'ci', '--scope', 'everything'], server)
  equal(wrong.code, EXIT.usage)
  match(wrong.err, /scopes\/0: [^.]*incident:read/)
})

test('what fires, what was given up and what was published are shown', async () => {
  const alert = { labels: { alertname: 'Slow', service: 'api\u001b[2J', severity: 'warning' } }
  const posted = await fetch(`${server.program.address}/in/alertmanager/api/v2/alerts`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${server.program.intakeToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify([alert]),
  })
  equal(posted.status, 200)
  match(await done(['signal', 'list'], server), /^1 of 1 .* alertname=Slow .*service=api \[2J/m)
  equal((await tocsin(['dead-letter', 'redrive', '7'], server)).code, EXIT.notFound)
  equal(
    await done(['library', 'nothing', 'yet'], server),
    'Nothing was published with these words.\n',
  )
})

test('the doctor finds nothing wrong where nothing is', async () => {
  const out = await done(['doctor'], server)
  match(out, /^ok +database +It answers/m)
  match(out, /^ok +messages +Nothing waits/m)
  doesNotMatch(out, /^bad /m)
  match(out, /^All is well\.$/m)
})

test('the doctor tells a server that is down from a token that is wrong', async () => {
  const down = await tocsin(['doctor', '--json'])
  equal(down.code, EXIT.unreachable)
  const { healthy, checks } = JSON.parse(down.out) as {
    readonly healthy: boolean
    readonly checks: readonly { readonly check: string; readonly state: string }[]
  }
  equal(healthy, false)
  deepEqual(checks.find(({ state }) => state === 'bad')?.check, 'server')
  const environment = { ...server.environment, TOCSIN_TOKEN: 'tocsin_wrong' }
  const wrong = await tocsin(['doctor'], { environment })
  equal(wrong.code, EXIT.faults)
  match(wrong.out, /^To mend: token$/m)
})

test('a server that is not there is named, with how to start it', async () => {
  const environment = { TOCSIN_TOKEN: 'x', TOCSIN_URL: '', PORT: '9999' }
  const { code, err } = await tocsin(['incident', 'list'], { environment })
  equal(code, EXIT.unreachable)
  match(
    err,
    /^Tocsin is not reached at http:\/\/127\.0\.0\.1:9999: nothing listens there\.\n {2}Start it with `npm start`/,
  )
  const nobody = await tocsin(['incident', 'list'])
  equal(nobody.code, EXIT.notAllowed)
  match(nobody.err, /no token .*Set TOCSIN_TOKEN/s)
})

test('something else at that address is not taken for Tocsin', async () => {
  const other = createServer((_, response) => response.writeHead(404).end('<html>Hello'))
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const environment = { TOCSIN_TOKEN: 'x', TOCSIN_URL: `http://127.0.0.1:${port}` }
  const { code, err } = await tocsin(['incident', 'list'], { environment })
  other.close()
  equal(code, EXIT.notFound)
  match(err, /^HTTP 404, and no word of what is wrong\.\n {2}Is this a Tocsin server/)
})

test('a note is on record once, though the connection breaks before the answer comes', async () => {
  const { port } = new URL(server.program.address)
  let asked = 0
  // Passes everything on, and hangs up on the first answer.
  const proxy = createProxy(client => {
    const upstream = connect(Number(port), '127.0.0.1')
    const isFirst = ++asked === 1
    client.pipe(upstream)
    upstream.on('data', bytes => (isFirst ? client.resetAndDestroy() : client.write(bytes)))
    for (const socket of [client, upstream]) socket.on('error', () => upstream.destroy())
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const through = (proxy.address() as AddressInfo).port
  const environment = { ...server.environment, TOCSIN_URL: `http://127.0.0.1:${through}` }
  await done(['incident', 'note', '1', 'Only once', '--as', 'ana'], { environment })
  proxy.close()
  ok(asked > 1, 'it was asked again')
  const log = await done(['incident', 'log', '1'], server)
  equal(log.match(/note: Only once/g)?.length, 1)
})

test('a person is invited to the page from the terminal, and listed once they are in', async () => {
  const link = await done(
    ['member', 'invite', 'dora', '--name', 'Dora Kehl', '--role', 'owner'],
    server,
  )
  match(link, /^http:\/\/\S+\/invitation#[0-9a-f]{64}$/m)
  const secret = link.trim().split('#')[1]
  const page = { 'tocsin-page': '1', 'content-type': 'application/json' }
  const accepted = await fetch(new URL('/api/invitation', server.program.address), {
    method: 'POST',
    headers: page,
    body: JSON.stringify({ secret, password: 'nine brass bells' }),
  })
  equal(accepted.status, 201)
  match(await done(['member', 'list'], server), /^dora +Dora Kehl +owner +there .* password$/m)
})

test('a routing book is checked, joined of several files, saved, shown and tried', async () => {
  const noise = file(
    'noise.yaml',
    'rules:\n  - {id: noise, when: {field: labels.job, is: test}, do: drop}\n',
  )
  const money = file(
    'money.yaml',
    'rules:\n  - {id: money, when: {field: labels.service, is: pay}}\n',
  )
  const bent = await tocsin([
    'routing',
    'check',
    file('bent-book.yaml', 'rules:\n  - {do: drop}\n'),
  ])
  equal(bent.code, EXIT.faults)
  match(bent.err, /bent-book\.yaml:2:5: `rules\[0\]` lacks `id`\. Mend: Add `id`/)
  match(await done(['routing', 'check', noise, money]), /: 2 rules, no mistakes\.$/m)
  match(await done(['routing', 'show'], server), /^Nobody has written one/)
  equal(await done(['routing', 'import', noise, money], server), 'Saved: 2 rules, version 1.\n')
  match(await done(['routing', 'show'], server), /id: money/)
  match(await done(['routing', 'try', noise, '--days', '2'], server), /^\d+ signals?$/m)
  const payload = file('alert.json', '{"labels": {"alertname": "X", "job": "test"}}')
  const told = await done(['routing', 'try', '--payload', payload], server)
  match(told, /^X: drop$/m)
  match(told, /✓ labels\.job is "test" \("test"\)/)
})
