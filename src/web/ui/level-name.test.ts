import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { levelName } from './level-name.ts'

test('a level is called by its id and its title, and by one of them where it says both', () => {
  equal(levelName({ id: 'P1', title: 'High' }), 'P1 High')
  equal(levelName({ id: 'tier-1', title: 'Tier 1' }), 'Tier 1')
  equal(levelName({ id: 'high', title: 'High' }), 'High')
})
