import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'yaml'

import { bundledPlan } from './play.ts'

type DirectoryFile = {
  readonly people: Readonly<Record<string, { name: string; email?: string; phone?: string }>>
  readonly positions: Readonly<Record<string, readonly string[]>>
  readonly groups: Readonly<Record<string, readonly string[]>>
  readonly contacts: Readonly<Record<string, readonly string[]>>
}

const directory = parse(
  readFileSync(new URL('../../directory.example.yaml', import.meta.url), 'utf8'),
) as DirectoryFile

test('C9.1 the plan names the contacts of the four roles, of who is on call, and the two addresses', () => {
  const plan = bundledPlan('creditnexus')
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

for (const id of ['creditnexus', 'tiered'] as const)
  test(`C9.1 the example directory fills every position, group and outside list of ${id} with someone who can be reached`, () => {
    const plan = bundledPlan(id)
    for (const position of plan.positions)
      assertReached(directory.positions[position.id], position.id)
    for (const group of plan.groups) assertReached(directory.groups[group.id], group.id)
    for (const audience of plan.audiences.filter(it => it.outside))
      for (const member of audience.members.filter(it => it !== 'reporter'))
        assert.ok((directory.contacts[member]?.length ?? 0) > 0, member)
  })

function assertReached(people: readonly string[] | undefined, of: string): void {
  assert.ok(people !== undefined && people.length > 0, `nobody is ${of}`)
  for (const person of people) assert.match(directory.people[person]?.email ?? '', /@/, person)
}

test('C9.1 whoever is on call has a phone', () => {
  for (const person of directory.positions['on-call'] ?? [])
    assert.match(directory.people[person]?.phone ?? '', /^\+[1-9]\d{6,14}$/)
})

test('C9.1 no address of the example reaches anyone', () => {
  const addresses = [
    ...Object.values(directory.people).flatMap(person => person.email ?? []),
    ...Object.values(directory.contacts).flat(),
  ]
  for (const address of addresses) assert.match(address, /\.example$/)
})
