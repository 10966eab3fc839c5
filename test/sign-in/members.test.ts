import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { INVITATION_MS } from '#/app/sign-in/links.ts'
import { makeMember, PASSWORD } from '../kit/member.ts'
import { says, startHouse } from './browser.ts'
import type { Browser, Fields } from './browser.ts'

const house = await startHouse()
const { shell } = house.system
const owner = await makeMember(shell, 'ana', 'owner')
await makeMember(shell, 'bo', 'responder')
const password = 'eleven blue doors'

async function signedIn(login: string, word = PASSWORD): Promise<Browser> {
  const browser = house.browser()
  says(await browser.post('/api/sign-in/password', { login, password: word }), [200])
  return browser
}

let ana = await signedIn('ana')
const secretOf = (link: unknown) => String(link).split('#')[1] ?? ''
const listed = async (browser: Browser, path: string, name: string) =>
  (await browser.get(path)).body[name] as readonly Fields[]
const membersBy = async (browser: Browser) =>
  new Map(
    (await listed(browser, '/api/members', 'members')).map(it => [
      String((it['person'] as Fields)['id']),
      it,
    ]),
  )

test('an owner invites somebody of the directory, who sets a password and is in', async () => {
  const made = await ana.post('/api/invitations', { role: 'observer', person: 'cleo' })
  says(made, [201])
  const link = String(made.body['link'])
  match(link, /^http:\/\/tocsin\.example\/invitation#[0-9a-f]{64}$/)
  const secret = secretOf(link)
  const cleo = house.browser()
  const look = await cleo.post('/api/invitation/look', { secret })
  deepEqual(
    [look.body['person'], look.body['role'], look.body['by'], look.body['is_reset']],
    [{ id: 'cleo', name: 'Cleo Weber' }, 'observer', 'Ana Silva', false],
  )
  const accepted = await cleo.post('/api/invitation', { secret, password })
  says(accepted, [201])
  deepEqual([accepted.body['state'], accepted.body['role']], ['signed-in', 'observer'])
  says(await house.browser().post('/api/invitation', { secret, password }), [404, 'link-unknown'])
  await signedIn('cleo', password)
  const [first] = await listed(ana, '/api/invitations', 'invitations')
  deepEqual([first?.['state'], first?.['link']], ['used', undefined])
})

test('an owner invites somebody new, who is in the directory from then on', async () => {
  const made = await ana.post('/api/invitations', {
    role: 'auditor',
    new_person: { name: 'Ana Maria Duarte', email: 'duarte@acme.example' },
  })
  says(made, [201])
  deepEqual(made.body['person'], { id: 'ana-maria-duarte', name: 'Ana Maria Duarte' })
  const auditor = house.browser()
  const accept = { secret: secretOf(made.body['link']), password }
  says(await auditor.post('/api/invitation', accept), [201])
  says(await auditor.get('/api/account-events'), [200])
  says(await auditor.get('/api/members'), [403, 'scope-missing'])
})

test('of two invitations at once for the same new person one is made, and nobody else is lost from the directory', async () => {
  const invite = (name: string, email: string) =>
    ana.post('/api/invitations', { role: 'observer', new_person: { name, email } })
  const answers = await Promise.all([
    invite('Fay One', 'fay@acme.example'),
    invite('Fay Two', 'fay@acme.example'),
    invite('Gil', 'gil@acme.example'),
  ])
  deepEqual(
    answers.map(({ status }) => status).toSorted((one, other) => one - other),
    [201, 201, 409],
  )
  const { people } = await shell.directory.current(shell.pool)
  ok(['ana', 'bo', 'cleo', 'fay', 'gil'].every(id => people.has(id)))
})

test('a link ends when it is withdrawn, when another is made, when it is old and when its person leaves', async () => {
  const body = { role: 'observer', person: 'bo' }
  const first = await ana.post('/api/invitations', body)
  const second = await ana.post('/api/invitations', body)
  const path = `/api/invitations/${String(second.body['id'])}/withdraw`
  const works = async (link: unknown) =>
    (await house.browser().post('/api/invitation/look', { secret: secretOf(link) })).status
  equal(await works(first.body['link']), 404)
  equal(await works(second.body['link']), 200)
  equal((await ana.post(path)).body['state'], 'withdrawn')
  equal(await works(second.body['link']), 404)
  says(await ana.post(path), [404, 'invitation-unknown'])
  const third = await ana.post('/api/invitations', body)
  house.pass(INVITATION_MS)
  equal(await works(third.body['link']), 404)
  ana = await signedIn('ana')
  // Made at one instant, they have no order among each other.
  const all = await listed(ana, '/api/invitations', 'invitations')
  const stateOf = ({ body: { id } }: typeof first) => all.find(it => it['id'] === id)?.['state']
  deepEqual([first, second, third].map(stateOf), ['withdrawn', 'withdrawn', 'expired'])
  says(await ana.post('/api/invitations', { role: 'owner', person: 'zed' }), [
    422,
    'person-not-known',
  ])
})

test('a link for somebody who has an account is a reset: what they had ends, their role stays', async () => {
  const bo = await signedIn('bo')
  const made = await ana.post('/api/invitations', { role: 'owner', person: 'bo' })
  deepEqual([made.body['is_reset'], made.body['role']], [true, 'responder'])
  says(await bo.get('/api/me'), [200])
  const again = house.browser()
  says(
    await again.post('/api/invitation', { secret: secretOf(made.body['link']), password }),
    [201],
  )
  says(await bo.get('/api/me'), [401, 'session-ended'])
  says(await bo.post('/api/sign-in/password', { login: 'bo', password: PASSWORD }), [401])
  equal((await again.get('/api/session')).body['role'], 'responder')
})

test('a link in an answer that is repeated is kept nowhere', async () => {
  const body = { role: 'observer', person: 'bo' }
  const key = { 'idempotency-key': 'invite-1' }
  const first = await ana.post('/api/invitations', body, key)
  const again = await ana.post('/api/invitations', body, key)
  equal(again.body['id'], first.body['id'])
  equal(again.body['link'], null)
})

test('a role counts at once, and the last owner cannot lose theirs', async () => {
  const bo = await signedIn('bo', password)
  const { id } = (await membersBy(ana)).get('bo') ?? {}
  says(await bo.get('/api/members'), [403, 'scope-missing'])
  const key = { 'idempotency-key': 'role-1' }
  says(await ana.post(`/api/members/${String(id)}/role`, { role: 'owner' }, key), [200])
  says(await bo.get('/api/members'), [200])
  says(await bo.post(`/api/members/${owner.id}/role`, { role: 'observer' }), [200])
  says(await ana.get('/api/members'), [403, 'scope-missing'])
  for (const [what, body] of [
    ['role', { role: 'auditor' }],
    ['disable', undefined],
  ] as const)
    says(await bo.post(`/api/members/${String(id)}/${what}`, body), [409, 'last-owner'])
  says(await bo.post(`/api/members/${owner.id}/role`, { role: 'owner' }), [200])
})

test('of two owners who take each other’s role at once, one stays', async () => {
  const bo = await signedIn('bo', password)
  const members = await membersBy(ana)
  const [first, second] = [members.get('ana'), members.get('bo')].map(it => String(it?.['id']))
  const answers = await Promise.all([
    ana.post(`/api/members/${second}/role`, { role: 'observer' }),
    bo.post(`/api/members/${first}/role`, { role: 'observer' }),
  ])
  deepEqual(
    answers.map(({ status }) => status).toSorted((one, other) => one - other),
    [200, 409],
  )
  const { rows } = await shell.pool.query(`select from account where role = 'owner'`)
  equal(rows.length, 1)
  await shell.pool.query(`update account set role = 'owner' where person = 'ana'`)
  house.pass(10_000)
})

test('somebody who is shut out is out at once, and cannot come back until an owner lets them', async () => {
  const cleo = await signedIn('cleo', password)
  const { id } = (await membersBy(ana)).get('cleo') ?? {}
  says(await cleo.get('/api/me'), [200])
  const path = `/api/members/${String(id)}`
  const shut = await ana.post(`${path}/disable`)
  ok(shut.body['disabled'] !== null)
  says(await cleo.get('/api/me'), [401, 'session-ended'])
  const tried = { login: 'cleo', password }
  says(await cleo.post('/api/sign-in/password', tried), [403, 'account-disabled'])
  says(await ana.post(`${path}/enable`), [200])
  says(await cleo.post('/api/sign-in/password', tried), [200])
  says(await ana.post(`${path}/end-sessions`), [200])
  says(await cleo.get('/api/me'), [401, 'session-ended'])
  says(await ana.post('/api/members/nobody/disable'), [404, 'member-unknown'])
})

test('a live stream ends with the session that opened it', { timeout: 20_000 }, async () => {
  const cleo = await signedIn('cleo', password)
  const cookie = `tocsin_session=${cleo.cookies.get('tocsin_session') ?? ''}`
  const stream = await fetch(new URL('/api/live', house.address), { headers: { cookie } })
  equal(stream.status, 200)
  ok(stream.body !== null)
  let text = ''
  const reader = stream.body.pipeThrough(new TextDecoderStream()).getReader()
  const more = async () => {
    const { done, value = '' } = await reader.read()
    text += value
    return !done
  }
  while (!text.includes('event: ready')) ok(await more(), text)
  const { id } = (await membersBy(ana)).get('cleo') ?? {}
  says(await ana.post(`/api/members/${String(id)}/end-sessions`), [200])
  // The stream comes to its end.
  while (await more());
})

test('every one of these is on record with who did it; the record pages, and says whether it is whole', async () => {
  const first = await ana.get('/api/account-events?limit=5')
  const events = first.body['events'] as readonly Fields[]
  equal(events.length, 5)
  ok(events.every(it => it['intact'] === true))
  const next = Number(first.body['next'])
  equal(next, events.at(-1)?.['number'])
  const all: Fields[] = []
  for (let before: number | null = 1_000_000; before !== null;) {
    const page = await ana.get(`/api/account-events?limit=7&before=${before}`)
    all.push(...(page.body['events'] as readonly Fields[]))
    before = page.body['next'] as number | null
  }
  const seen = new Set(
    all.map(it => `${String(it['by'])} ${String(it['type'])} ${String(it['person'])}`),
  )
  for (const wanted of [
    'ana invited cleo',
    'cleo invitation-accepted cleo',
    'ana account-created cleo',
    'ana invitation-withdrawn bo',
    'bo role-changed ana',
    'ana account-disabled cleo',
    'ana account-enabled cleo',
    'ana sessions-ended cleo',
    'cleo signed-in cleo',
  ])
    ok(seen.has(wanted), wanted)
  await shell.pool.query(
    `update account_event set record = replace(record, 'observer', 'owner') where record like '%"cleo"%"account-created"%'`,
  )
  const changed = await ana.get('/api/account-events?person=cleo&limit=500')
  const broken = (changed.body['events'] as readonly Fields[]).filter(it => it['intact'] === false)
  deepEqual(
    broken.map(it => it['type']),
    ['account-created'],
  )
})
