import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { suite, test } from 'node:test'
import { makeSetUpLink, SET_UP_LINK_MS } from '#/app/sign-in/links.ts'
import { createAuthenticator } from './authenticator.ts'
import { says, startHouse } from './browser.ts'
import type { House, Fields } from './browser.ts'

const password = 'seven wooden boats'

async function linkOf({ system }: House): Promise<string> {
  const secret = await makeSetUpLink(system.shell)
  ok(secret !== undefined)
  return secret
}

suite('with a password', async () => {
  const house = await startHouse()
  const { shell } = house.system
  const secret = await linkOf(house)

  test('the link says what there is to choose from; its secret is not in the database', async () => {
    const browser = house.browser()
    const { body } = await browser.post('/api/set-up/look', { secret })
    deepEqual(body['plans'], [{ id: 'house', version: '1', title: 'The house', active: true }])
    const { rows } = await shell.pool.query('select * from invitation')
    ok(!JSON.stringify(rows).includes(secret))
  })

  test('a link that another start has replaced, that is too old, or that nobody made leads nowhere', async () => {
    const browser = house.browser()
    for (const wrong of ['x', 'f'.repeat(64)])
      says(await browser.post('/api/set-up/look', { secret: wrong }), [404, 'link-unknown'])
    const older = await linkOf(house)
    const newer = await linkOf(house)
    says(await browser.post('/api/set-up/look', { secret: older }), [404, 'link-unknown'])
    house.pass(SET_UP_LINK_MS)
    says(await browser.post('/api/set-up', { secret: newer, name: 'Dora', password }), [
      404,
      'link-unknown',
    ])
  })

  test('what is refused changes nothing: the link works still, and the directory is as it was', async () => {
    const fresh = await linkOf(house)
    const browser = house.browser()
    const tries: readonly (readonly [Fields, string])[] = [
      [{ name: 'Dora' }, 'way-needed'],
      [{ name: 'Dora', password: 'short' }, 'password-weak'],
      [{ name: 'Dora', password: 'aaaaaaaaaaaaaaa' }, 'password-weak'],
      [{ name: 'Dora Kehl', password: 'dora kehl 1' }, 'password-weak'],
      [{ name: 'Dora', password, plan: 'none' }, 'plan-not-kept'],
      [{ name: 'Ana', email: 'ANA@acme.example', password }, 'person-taken'],
      [{ name: 'Dora', email: 'x@example.com', password }, 'person-invalid'],
    ]
    for (const [body, code] of tries) {
      const { body: answer } = await browser.post('/api/set-up', { secret: fresh, ...body })
      equal(answer['code'], code)
    }
    equal((await shell.directory.current(shell.pool)).people.size, 3)
    equal((await browser.get('/api/session')).body['state'], 'set-up')

    const done = await browser.post('/api/set-up', {
      secret: fresh,
      name: 'Zoë Kehl',
      email: 'zoe@acme.example',
      password,
      plan: 'house',
    })
    says(done, [201])
    deepEqual([done.body['state'], done.body['role']], ['signed-in', 'owner'])
    deepEqual(done.body['person'], { id: 'zoe', name: 'Zoë Kehl' })
    says(await browser.get('/api/members'), [200])
    const { people, positions } = await shell.directory.current(shell.pool)
    deepEqual(people.get('zoe'), { id: 'zoe', name: 'Zoë Kehl', email: 'zoe@acme.example' })
    deepEqual(positions.get('chief'), ['ana'])

    says(await browser.post('/api/set-up', { secret: fresh, name: 'Eve', password }), [
      409,
      'set-up-done',
    ])
    equal(await makeSetUpLink(shell), undefined)
  })
})

suite('twice at once', async () => {
  const house = await startHouse()
  test('of two browsers with the link one becomes the owner', async () => {
    const secret = await linkOf(house)
    const answers = await Promise.all(
      ['Dora', 'Eve'].map(name => house.browser().post('/api/set-up', { secret, name, password })),
    )
    deepEqual(
      answers.map(({ status }) => status).toSorted((one, other) => one - other),
      [201, 409],
    )
  })
})

suite('with a passkey, at an address that has a name', async () => {
  const house = await startHouse({ environment: { TOCSIN_URL: 'https://tocsin.acme.example' } })
  const origin = 'https://tocsin.acme.example'

  test('somebody of the directory sets up with a passkey, and signs in with it again', async () => {
    const secret = await linkOf(house)
    const browser = house.browser()
    const key = createAuthenticator()
    const asked = await browser.post('/api/set-up/passkey', { secret, name: 'Ana' }, { origin })
    says(asked, [200])
    const { challenge, options } = asked.body
    const response = key.create(options as Fields, origin)
    const passkey = { challenge, response, name: 'Phone' }
    const set = { secret, name: 'Ana', id: 'ana', passkey }
    const done = await browser.post('/api/set-up', set, { origin })
    says(done, [201])
    deepEqual(done.body['person'], { id: 'ana', name: 'Ana Silva' })
    match(done.headers.getSetCookie()[0] ?? '', /; Secure/)

    const other = house.browser()
    const question = await other.post('/api/sign-in/passkey/begin', undefined, { origin })
    const answer = {
      challenge: question.body['challenge'],
      response: key.get(question.body['options'] as Fields, origin),
    }
    const signedIn = await other.post('/api/sign-in/passkey', answer, { origin })
    says(signedIn, [200])
    deepEqual(signedIn.body['person'], { id: 'ana', name: 'Ana Silva' })
    says(await other.post('/api/sign-in/passkey', answer, { origin }), [422, 'passkey-failed'])
  })
})
