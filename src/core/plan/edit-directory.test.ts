import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { directoryChanges } from '#/core/directory-diff.ts'
import { edited, plainOf } from '#/core/directory-plain.ts'
import type { DirectoryEdit } from '#/core/directory-plain.ts'
import { editDirectory } from '#/core/plan/edit-directory.ts'
import { readDirectory } from '#/core/plan/read-directory.ts'

const SOURCE = `# Who is who.
people:
  ana: {name: Ana Silva, email: ana@acme.example} # on leave in May
  bo: {name: Bo Lind, phone: "+3525550101"}
  cai: {name: Cai Nguyen}
positions:
  # Who is woken first.
  cto: [ana, bo]
  scribe: cai
groups: {board: [cai, ana]}
rotas:
  nights:
    title: Nights
    zone: Europe/Luxembourg
    layers:
      - {title: First, people: [bo, cai], turn: 1 week, starts: 2026-03-02T09:00}
contacts: {press: news@acme.example}
`

const plain = (source: string) => {
  const read = readDirectory(source)
  ok('directory' in read, JSON.stringify(read))
  return plainOf(read.directory)
}
const EDITS: readonly DirectoryEdit[] = [
  { is: 'person', id: 'dee', person: { name: 'Dee Okafor', trained: ['lead'] } },
  { is: 'person', id: 'bo', person: { name: 'Bo Lind', email: 'bo@acme.example' } },
  { is: 'leave', id: 'cai' },
  { is: 'position', id: 'cto', members: ['dee', 'ana'] },
  { is: 'contact', id: 'press', members: null },
  { is: 'group', id: 'board', members: ['dee'] },
]

test('C9.1 edits change what they name, and comments and everything else stay', () => {
  const after = editDirectory(SOURCE, EDITS)
  for (const kept of ['# Who is who.', '# on leave in May', '# Who is woken first.'])
    ok(after.includes(kept), after)
  const { people, positions, groups, contacts } = plain(after)
  deepEqual(Object.keys(people), ['ana', 'bo', 'dee'])
  deepEqual(people['bo'], { name: 'Bo Lind', email: 'bo@acme.example' })
  deepEqual(positions, { cto: ['dee', 'ana'], scribe: [] })
  deepEqual(groups, { board: ['dee'] })
  deepEqual(contacts, {})
  ok(after.includes('people: [ bo ]'), 'whoever leaves has no turn any more')
})

test('what is shown before saving is what is saved', () => {
  const shown = edited(plain(SOURCE), EDITS)
  const saved = plain(editDirectory(SOURCE, EDITS))
  deepEqual(
    directoryChanges(shown, saved).filter(({ kind }) => kind !== 'rota'),
    [],
  )
})

test('a difference tells each thing by what it was and is', () => {
  const before = plain(SOURCE)
  const changes = directoryChanges(before, edited(before, EDITS))
  deepEqual(
    changes.map(({ kind, id, title, change }) => [kind, id, title, change]),
    [
      ['person', 'bo', 'Bo Lind', 'changed'],
      ['person', 'cai', 'Cai Nguyen', 'removed'],
      ['person', 'dee', 'Dee Okafor', 'added'],
      ['position', 'cto', 'cto', 'changed'],
      ['position', 'scribe', 'scribe', 'changed'],
      ['group', 'board', 'board', 'changed'],
      ['contact', 'press', 'press', 'removed'],
    ],
  )
  deepEqual(changes[0]?.fields, [
    { field: 'phone', was: '+3525550101', now: null },
    { field: 'email', was: null, now: 'bo@acme.example' },
  ])
  deepEqual(changes[3]?.fields, [{ field: 'members', was: 'ana, bo', now: 'dee, ana' }])
})

test('an empty file becomes one with its first person', () => {
  const source = editDirectory('', [{ is: 'person', id: 'ana', person: { name: 'Ana' } }])
  equal(Object.keys(plain(source).people).join(), 'ana')
})
