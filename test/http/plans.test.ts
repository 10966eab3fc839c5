import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { at, DIRECTORY, list, PLAN, startApi } from './api.ts'

const api = await startApi()
const { operator } = api

test('a plan is kept, listed, read, rendered and activated', async () => {
  const next = PLAN.replace('version: "1"', 'version: "2"')
  const imported = await operator('POST', '/api/plans', { text: next })
  equal(imported.status, 201, imported.text)
  const { hash } = imported.body
  const plans = list(await operator('GET', '/api/plans'), 'plans')
  deepEqual(
    plans.map(({ version, active }) => [version, active]),
    [
      ['2', false],
      ['1', true],
    ],
  )
  equal((await operator('GET', `/api/plans/${String(hash)}`)).body['source'], next)
  equal((await operator('GET', '/api/plans/house')).body['version'], '2')
  const document = await operator('GET', '/api/plans/house/document')
  match(document.headers.get('content-type') ?? '', /^text\/markdown/)
  match(document.text, /^# The house/)
  equal((await operator('POST', `/api/plans/${String(hash)}/activate`)).body['active'], true)
  equal(at(await operator('GET', '/api/plans'), 'body', 'plans', 0, 'active'), true)
})

test('a plan is a document in three forms, of which HTML may run and fetch nothing', async () => {
  const html = await operator('GET', '/api/plans/house/document?as=html')
  match(html.headers.get('content-type') ?? '', /^text\/html/)
  const policy = html.headers.get('content-security-policy') ?? ''
  const style = /<style>(.*?)<\/style>/s.exec(html.text)?.[1] ?? ''
  ok(policy.startsWith("default-src 'none'"), policy)
  ok(policy.includes(`'sha256-${hash('sha256', style, 'base64')}'`), policy)
  const [first, second] = await Promise.all([
    operator('GET', '/api/plans/house/document?as=pdf'),
    operator('GET', '/api/plans/house/document?as=pdf'),
  ])
  equal(first.headers.get('content-type'), 'application/pdf')
  match(first.text, /^%PDF-1\.7/)
  equal(first.text, second.text)
  equal((await operator('GET', '/api/plans/house/document?as=word')).status, 400)
  equal((await operator('GET', '/api/plans/nobodys/document?as=pdf')).status, 404)
})

test('an incident stays with the plan that it began under', async () => {
  const ana = await api.responder('ana')
  const { body } = await ana('POST', '/api/incidents', { body: { title: 'Before' } })
  const third = PLAN.replace('version: "1"', 'version: "3"')
  const { hash } = (await operator('POST', '/api/plans?activate=true', { text: third })).body
  const before = at(
    await ana('GET', `/api/incidents/${String(body['id'])}`),
    'body',
    'plan',
    'hash',
  )
  ok(before !== hash)
  const after = await ana('POST', '/api/incidents', { body: { title: 'After' } })
  const now = await ana('GET', `/api/incidents/${String(after.body['id'])}`)
  equal(at(now, 'body', 'plan', 'hash'), hash)
})

test('what is wrong with a plan is told with its line and its mend, and nothing is kept', async () => {
  const wrong = PLAN.replace('by: lead, from: detected', 'by: leed, from: detected')
  for (const path of ['/api/plans', '/api/plans/check']) {
    const refused = await operator('POST', path, { text: wrong })
    deepEqual([refused.status, refused.body['code']], [422, 'plan-has-mistakes'])
    const [error] = list(refused, 'errors')
    equal(error?.['line'], wrong.split('\n').findIndex(line => line.includes('leed')) + 1)
    match(String(error?.['detail']), /lead/)
  }
})

test('a draft is checked against the directory and not kept', async () => {
  const draft = PLAN.replace('plan: house', 'plan: draft').replace(
    'engineer: {title: Engineer}',
    'engineer: {title: Engineer}, nurse: {title: Nurse}',
  )
  const checked = await operator('POST', '/api/plans/check', { text: draft })
  equal(checked.body['sound'], false)
  ok(list(checked, 'findings').some(({ code }) => code === 'position-empty'))
  equal((await operator('GET', '/api/plans/draft')).body['code'], 'plan-unknown')
})

test('a body that was forgotten, or is no YAML by its type, is refused', async () => {
  equal((await operator('POST', '/api/plans')).status, 400)
  equal((await operator('POST', '/api/directory')).status, 400)
  const typed = await operator('POST', '/api/directory', { body: {} })
  deepEqual([typed.status, typed.body['code']], [415, 'media-type-unsupported'])
})

test('the directory is imported, read, and says what is missing for the active plan', async () => {
  const imported = await operator('POST', '/api/directory', {
    text: DIRECTORY.replace('engineer: [bo]', 'engineer: []').replace(
      ', email: bo@acme.example',
      '',
    ),
  })
  equal(imported.status, 201, imported.text)
  const directory = await operator('GET', '/api/directory')
  deepEqual(at(directory.body, 'positions', 'chief'), ['ana'])
  const { body } = await operator('GET', '/api/directory/readiness')
  equal(body['ready'], false)
  deepEqual(body['positions_unfilled'], ['engineer'])
  deepEqual(body['people_without_channel'], ['bo'])
})

test('a directory with mistakes is refused with each of them, and the one before counts on', async () => {
  const refused = await operator('POST', '/api/directory', {
    text: 'people: {ana: {name: Ana, email: nonsense}}\npositions: {chief: [zoe]}',
  })
  deepEqual([refused.status, refused.body['code']], [422, 'directory-has-mistakes'])
  match(JSON.stringify(refused.body['errors']), /people\.ana\.email/)
  ok(list(await operator('GET', '/api/directory'), 'people').length > 1)
})

test('an open incident goes on under a newer version of its plan when told to, and only then', async () => {
  const ana = await api.responder('ana')
  const declared = await ana('POST', '/api/incidents', { body: { title: 'Broken' } })
  const path = `/api/incidents/${String(declared.body['id'])}`
  const was = at(await ana('GET', path), 'body', 'plan', 'version')
  const newer = PLAN.replace(/version: .*/, 'version: "migrated-to"')
  const imported = await operator('POST', '/api/plans', { text: newer })
  equal(imported.status, 201, imported.text)
  equal(at(await ana('GET', path), 'body', 'plan', 'version'), was)
  const hash = String(imported.body['hash'])
  const reason = 'The limits of the old one were wrong'
  const migrated = await ana('POST', `${path}/migrate`, { body: { plan: hash, reason } })
  equal(migrated.status, 200, migrated.text)
  equal(at(await ana('GET', path), 'body', 'plan', 'version'), 'migrated-to')
  const noted = await ana('POST', `${path}/note`, { body: { text: 'We go on' } })
  equal(noted.status, 200, noted.text)
  equal((await ana('GET', `${path}/verify`)).body['intact'], true)
  const nowhere = await ana('POST', `${path}/migrate`, { body: { plan: 'nobodys', reason } })
  equal(nowhere.body['code'], 'plan-version-unknown')
})
