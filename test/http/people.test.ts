// The directory as it is edited: concurrent edits, versions on record, what hangs on a person.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { at, list, startApi } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')
const bo = await api.responder('bo')
const owner = await api.client(['admin'], 'ana')

const version = async () => Number((await ana('GET', '/api/directory/book')).body['version'])
const change = (since: number, ...changes: readonly object[]) =>
  owner('POST', '/api/directory/changes', { body: { since, changes } })

test('C9.1 the book is as it is written, and each change is on record with who made it', async () => {
  const since = await version()
  const dee = { is: 'person', id: 'dee', person: { name: 'Dee Okafor', email: 'dee@acme.example' } }
  const changed = await change(since, dee, { is: 'position', id: 'chief', members: ['dee', 'ana'] })
  equal(changed.status, 201, changed.text)
  const now = Number(changed.body['version'])
  const book = (await ana('GET', '/api/directory/book')).body
  deepEqual([book['version'], at(book, 'positions', 'chief')], [now, ['dee', 'ana']])
  const [newest] = list(await ana('GET', '/api/directory/versions'), 'versions')
  deepEqual([newest?.['version'], newest?.['by']], [now, 'ana'])
  const full = (await ana('GET', `/api/directory/versions/${now}`)).body
  deepEqual(
    list({ body: full } as never, 'changes').map(({ kind, id, change: how }) => [kind, id, how]),
    [
      ['person', 'dee', 'added'],
      ['position', 'chief', 'changed'],
    ],
  )
  match((await ana('GET', '/api/directory/file')).text, /dee: *\n? *\{ name: Dee Okafor/)
})

test('of two who change the same version the second is refused, and nothing of theirs is kept', async () => {
  const since = await version()
  equal((await change(since, { is: 'group', id: 'board', members: ['ana'] })).status, 201)
  const late = await change(since, { is: 'group', id: 'board', members: ['bo'] })
  deepEqual([late.status, late.body['code']], [409, 'directory-changed'])
  deepEqual(at(late.body, 'about'), { since, version: await version() })
  const theirs = (await ana('GET', `/api/directory/versions/${await version()}?since=${since}`))
    .body
  deepEqual(at(theirs, 'changes', 0, 'fields'), [{ field: 'members', was: 'cleo', now: 'ana' }])
  const file = await owner('POST', `/api/directory?since=${since}`, { text: 'people: {}' })
  equal(file.body['code'], 'directory-changed')
})

test('two at once: one is saved, one refused', async () => {
  const since = await version()
  const both = await Promise.all([
    change(since, { is: 'contact', id: 'press', members: ['a@acme.example'] }),
    change(since, { is: 'contact', id: 'press', members: ['b@acme.example'] }),
  ])
  deepEqual(new Set(both.map(({ status }) => status)), new Set([201, 409]))
})

test('what is no directory is refused as a whole, with the place', async () => {
  const since = await version()
  const wrong = await change(since, { is: 'position', id: 'chief', members: ['nobody'] })
  deepEqual([wrong.status, wrong.body['code']], [422, 'directory-has-mistakes'])
  equal(at(wrong.body, 'errors', 0, 'pointer'), 'positions.chief')
  equal(await version(), since)
})

test('what hangs on a person is told, but for what is hidden from the reader', async () => {
  const { body } = await ana('POST', '/api/incidents', { body: { title: 'Fire' } })
  const path = `/api/incidents/${String(body['id'])}`
  await ana('POST', `${path}/assign`, { body: { role: 'lead', person: 'ana' } })
  const held = (await bo('GET', '/api/directory/people/ana/holdings')).body
  deepEqual(at(held, 'positions'), [{ id: 'chief', alone: false }])
  deepEqual(at(held, 'incidents', 0, 'roles'), ['lead'])
  await ana('POST', `${path}/restrict`, { body: { to: ['ana'] } })
  deepEqual(at((await bo('GET', '/api/directory/people/ana/holdings')).body, 'incidents'), [])
})

test('who leaves goes out of every list; the version before stays readable', async () => {
  const since = await version()
  equal((await change(since, { is: 'leave', id: 'dee' })).status, 201)
  const book = (await ana('GET', '/api/directory/book')).body
  deepEqual(at(book, 'positions', 'chief'), ['ana'])
  ok(!(await ana('GET', '/api/directory/file')).text.includes('Dee'))
  ok((await ana('GET', `/api/directory/file?version=${since}`)).text.includes('Dee'))
  equal((await ana('GET', '/api/directory/file?version=99999')).status, 404)
})

test('who may only read changes nothing', async () => {
  const refused = await ana('POST', '/api/directory/changes', { body: { since: 0, changes: [] } })
  deepEqual([refused.status, refused.body['code']], [403, 'scope-missing'])
})
