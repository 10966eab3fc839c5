import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readDirectory } from './read-directory.ts'

const read = (rooms: string) =>
  readDirectory(`people: {ana: {name: Ana, email: ana@acme.example}}\nrooms: {war: ${rooms}}`)

test('a room says where it is, whom it tells and whether it may hear what few may', () => {
  const known = read("{channel: slack, address: '#war', tells: team}")
  ok('directory' in known, JSON.stringify(known))
  deepEqual(known.directory.rooms?.get('war'), {
    channel: 'slack',
    address: '#war',
    private: false,
    tells: ['team'],
  })
})

for (const [rooms, where] of [
  ["{channel: slack, address: '@ana', tells: team}", 'rooms.war.address'],
  ["{channel: slack, address: '#war'}", 'rooms.war.tells'],
  ['{channel: email, address: team@acme.example, tells: team}', 'rooms.war.channel'],
  ['{channel: teams, address: war, tells: team}', 'rooms.war.address'],
  ["{channel: slack, address: '#war', tells: team, public: true}", 'rooms.war'],
  ["{channel: slack, address: '[room]', tells: team}", 'rooms.war.address'],
] as const)
  test(`a room that is wrong is told with its place: ${rooms}`, () => {
    const known = read(rooms)
    ok('mistakes' in known)
    ok(
      known.mistakes.some(it => it.where === where),
      JSON.stringify(known.mistakes),
    )
  })
