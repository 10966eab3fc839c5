import assert from 'node:assert/strict'
import { test } from 'node:test'

import { check } from '#/core/plan/check.ts'
import { readDirectory } from '#/core/plan/read-directory.ts'
import { bundledPlan, exampleDirectory } from './play.ts'

const plan = bundledPlan('creditnexus')

test('C9.1 the plan names the contacts of the four roles, of who is on call, and the two addresses', () => {
  const cited = [...plan.positions, ...plan.audiences].filter(it => it.cite.includes('C9.1'))
  assert.deepEqual(
    cited.map(({ id }) => id),
    [
      'cto',
      'security-team',
      'devops',
      'product-manager',
      'on-call',
      'security-address',
      'support-address',
    ],
  )
})

test('C9.1 a directory refuses placeholders', () => {
  for (const placeholder of ['[CTO Email]', 'cto@', ''])
    assert.ok(
      'mistakes' in
        readDirectory(JSON.stringify({ people: { ana: { name: 'Ana', email: placeholder } } })),
      placeholder,
    )
  assert.ok(
    'mistakes' in
      readDirectory(JSON.stringify({ people: { ana: { name: 'Ana', phone: '[On-Call Phone]' } } })),
  )
})

test('C9.1 a position that nobody holds is named before the night', () => {
  const whole = exampleDirectory()
  const positions = new Map(whole.positions)
  positions.delete('security-team')
  positions.delete('senior-developer')
  const missing = check(plan, { ...whole, positions }).filter(it => it.severity === 'error')
  assert.ok(missing.length > 0)
  assert.match(missing.map(it => it.message).join('\n'), /security/i)
})

for (const id of ['creditnexus', 'tiered', 'bank'] as const)
  test(`C9.1 the example directory fills every position, group and outside list of ${id} with someone who can be reached`, () => {
    const { people, positions, groups, contacts } = exampleDirectory()
    const of = bundledPlan(id)
    for (const { id: party } of [...of.positions, ...of.groups]) {
      const holders = positions.get(party) ?? groups.get(party) ?? []
      assert.ok(holders.length > 0, `nobody is ${party}`)
      for (const holder of holders) assert.match(people.get(holder)?.email ?? '', /@/, holder)
    }
    for (const audience of of.audiences.filter(it => it.outside))
      for (const member of audience.members.filter(it => it !== 'reporter'))
        assert.ok((contacts.get(member)?.length ?? 0) > 0, member)
  })

test('C9.1 whoever is on call has a phone', () => {
  const { people, positions } = exampleDirectory()
  for (const person of positions.get('on-call') ?? [])
    assert.match(people.get(person)?.phone ?? '', /^\+[1-9]\d{6,14}$/)
})

test('C9.1 no address of the example reaches anyone', () => {
  const { people, contacts } = exampleDirectory()
  const addresses = [
    ...[...people.values()].flatMap(person => person.email ?? []),
    ...[...contacts.values()].flat(),
  ]
  for (const address of addresses) assert.match(address, /\.example$/)
})
