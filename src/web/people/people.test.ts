import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { idFor, withEdit } from './pending.ts'

test('later words on one thing take the place of earlier ones', () => {
  const person = { is: 'person', id: 'ana', person: { name: 'Ana' } } as const
  const renamed = { is: 'person', id: 'ana', person: { name: 'Ana Silva' } } as const
  const position = { is: 'position', id: 'ana', members: [] } as const
  deepEqual(withEdit(withEdit([person], position), renamed), [position, renamed])
  const leave = { is: 'leave', id: 'ana' } as const
  deepEqual(withEdit([person, position], leave), [position, leave])
})

for (const [name, taken, id] of [
  ['Ana Silva', [], 'ana'],
  ['Ana Silva', ['Ana'], 'ana-silva'],
  ['Ána Śilva', ['ana', 'ana-silva'], 'ana-silva-2'],
  ['', [], ''],
] as const)
  test(`${name || 'nobody'} beside ${taken.join(', ') || 'none'} is ${id || 'nothing yet'}`, () => {
    equal(idFor(name, taken), id)
  })
