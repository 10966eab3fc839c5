import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { decide, decideInFull } from '#/core/incident/decide.ts'
import { fold } from '#/core/incident/evolve.ts'
import { leftBy } from '#/core/incident/remembered.ts'
import { after, ALARM, asks, at, wake } from '../../../test/kit/given.ts'
import { HOME } from '../../../test/kit/house.ts'

/** More decisions than looks are kept of. */
const MANY = 300

function decided(command = ALARM, incident = fold('INC-1', [])) {
  const it = decideInFull(HOME, incident, command)
  ok('accepted' in it)
  return it.incident
}

test('what is owed is kept from one decision to the next, and forgotten after many others', () => {
  const incident = decided()
  ok(leftBy(HOME, incident, at('09:00'))?.look.owed !== undefined)
  for (let other = 0; other < MANY; other++) decided()
  const left = leftBy(HOME, incident, at('09:00'))
  ok(left?.wakeAt !== undefined && left.look.owed === undefined)
})

test('whether what is owed was forgotten or not, the same is decided', () => {
  const commands = [
    wake('09:00:01'),
    wake('09:45'),
    asks('ana', '09:10', { do: 'classify', severity: 'bad', type: 'breach' }),
    asks('bo', '11:00', { do: 'note', text: 'Here' }),
  ]
  const incident = decided()
  const remembering = commands.map(command => decide(HOME, incident, command))
  for (let other = 0; other < MANY; other++) decided()
  deepEqual(
    commands.map(command => decide(HOME, incident, command)),
    remembering,
  )
  const anew = after(HOME, ALARM).incident
  deepEqual(
    commands.map(command => decide(HOME, anew, command)),
    remembering,
  )
})
