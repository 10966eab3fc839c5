import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { draftOf, own, undeclared } from '#/core/incident/incident.ts'
import { at } from '../../../test/kit/given.ts'

test('an incident and its draft may each be changed without the other', () => {
  const incident = undeclared('INC-1')
  own(incident, 'moments').set('detected', at('09:00'))
  const draft = draftOf(incident)
  own(draft, 'moments').set('declared', at('09:01'))
  own(incident, 'moments').set('aware', at('09:02'))
  own(draft, 'systems').add('web')
  deepEqual([...incident.moments.keys()], ['detected', 'aware'])
  deepEqual([...draft.moments.keys()], ['detected', 'declared'])
  deepEqual([[...incident.systems], [...draft.systems]], [[], ['web']])
})

test('of a draft another may be drafted, and neither knows of what the other does', () => {
  const first = draftOf(undeclared('INC-1'))
  own(first, 'moments').set('detected', at('09:00'))
  const second = draftOf(first)
  const third = draftOf(first)
  own(second, 'moments').set('aware', at('09:01'))
  own(first, 'moments').delete('detected')
  deepEqual(
    [first, second, third].map(it => [...it.moments.keys()]),
    [[], ['detected', 'aware'], ['detected']],
  )
})

test('what nobody changes is shared, and copied once by whom it is changed', () => {
  const incident = undeclared('INC-1')
  const draft = draftOf(incident)
  equal(draft.ledger, incident.ledger)
  const moments = own(draft, 'moments')
  notEqual(moments, incident.moments)
  equal(own(draft, 'moments'), moments)
})

test('what is empty is the same in all incidents, and stays so', () => {
  own(undeclared('INC-1'), 'fields').set('impact', 'All of it')
  equal(undeclared('INC-2').fields.size, 0)
})
