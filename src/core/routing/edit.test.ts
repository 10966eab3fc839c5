import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { addMaintenance, endMaintenance, joinBooks } from '#/core/routing/edit.ts'
import { readBook } from '#/core/routing/read.ts'

const BOOK = `# Ours.
conditions:
  test: &test {field: labels.stage, is: test} # of all
rules:
  - {id: noise, when: *test, do: drop}
`
const window = {
  id: 'w1',
  title: 'Moving',
  when: { field: 'labels.rack', is: 'r7' },
  from: '2026-05-02T10:00:00.000Z',
  to: '2026-05-02T12:00:00.000Z',
  by: 'ana',
}

function bookOf(text: string) {
  const read = readBook(text)
  ok('book' in read, JSON.stringify(read))
  return read.book
}

test('a window is added to a book and ended in it, and the rest stays as it was written', () => {
  const added = addMaintenance(BOOK, window)
  ok(added.startsWith(BOOK), added)
  const [on] = bookOf(added).maintenance
  deepEqual([on?.id, on?.isOn(Date.parse('2026-05-02T11:00Z'))], ['w1', true])
  const ended = endMaintenance(
    addMaintenance(added, { ...window, id: 'w2' }),
    'w1',
    '2026-05-02T10:30:00.000Z',
  )
  deepEqual(
    bookOf(ended).maintenance.map(({ isOn }) => isOn(Date.parse('2026-05-02T11:00Z'))),
    [false, true],
  )
  // What had not begun was never there.
  equal(bookOf(endMaintenance(added, 'w1', '2026-05-02T09:00:00.000Z')).maintenance.length, 0)
  equal(bookOf(addMaintenance('', window)).maintenance.length, 1)
})

test('several books are joined in their order, with their comments and whatever they call their anchors', () => {
  const other = `conditions:
  test: &test {field: labels.stage, is: lab}
rules:
  # What the lab says.
  - {id: lab, when: *test, do: hold}
inhibit:
  - {id: down, while: *test, quiet: {field: urgency, is: info}}
flapping: {changes: 6}
`
  const joined = joinBooks([BOOK, other, 'rules: [{id: third}]'])
  const book = bookOf(joined)
  deepEqual(
    book.rules.map(({ id }) => id),
    ['noise', 'lab', 'third'],
  )
  equal(book.rules[1]?.when?.holds({ labels: { stage: 'lab' } }), true)
  equal(book.rules[0]?.when?.holds({ labels: { stage: 'lab' } }), false)
  deepEqual([book.inhibit.length, book.flapping?.changes], [1, 6])
  match(joined, /# What the lab says\./)
  match(joined, /^# Ours\.$/m)
  equal(bookOf(joinBooks(['', other])).rules.length, 1)
})
