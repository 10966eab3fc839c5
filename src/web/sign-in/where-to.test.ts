import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { whereTo } from './where-to.ts'

test('whoever is signed in goes on where they wanted to go', () => {
  equal(whereTo('?to=%2Fincidents%2F7%3Fevent%3D3%23note'), '/incidents/7?event=3#note')
})

test('nobody is led to another site, nor round in a circle', () => {
  for (const to of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '',
    '/sign-in?to=/',
  ])
    equal(whereTo(`?to=${encodeURIComponent(to)}`), '/')
  equal(whereTo(''), '/')
})
