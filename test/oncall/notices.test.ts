// Notices of turns on a database of their own, without the loop that would send them first: time is handed in, and so is a mailbox.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { importDirectory } from '#/app/people/directory.ts'
import { setTold } from '#/app/oncall/own.ts'
import { lookAtRotas, sendRotaNotices } from '#/app/oncall/notices.ts'
import { answerSwap, offerSwap } from '#/app/oncall/swaps.ts'
import { instant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Destination, Message } from '#/outbound/message.ts'
import { freshDatabase } from '../kit/database.ts'
import { shellOn } from '../kit/shell.ts'

const { pool } = await freshDatabase()
let now: Instant = instant('2026-01-01T00:00:00Z')
const at = (text: string) => (now = instant(text))
const shell = shellOn(pool, () => now, pino({ level: 'silent' }))

const ROTAS = `
people:
  ana: {name: Ana Silva, email: ana@acme.example}
  bo: {name: Bo Lind, email: bo@acme.example}
  eva: {name: Eva Roth, email: eva@acme.example}
groups: {rotas: [eva]}
rotas:
  web:
    title: Web
    zone: Europe/Luxembourg
    layers:
      - {title: Weeks, people: [ana, bo], turn: 1 week, starts: 2026-01-05T09:00}
`

async function withRotas(source = ROTAS) {
  const imported = await importDirectory(shell, source, 'test')
  ok('directory' in imported, JSON.stringify(imported))
}

const mails: Message[] = []
const MAIL: Destination = {
  channel: 'email',
  send: async message => {
    mails.push(message)
    return { delivered: true }
  },
}
/** What went out since it was last asked: to whom, and the subject. */
async function told(): Promise<readonly string[]> {
  mails.length = 0
  await lookAtRotas(shell)
  await sendRotaNotices(shell, [MAIL])
  return mails.map(({ to, subject }) => `${to.address.split('@')[0]}: ${subject}`).toSorted()
}

test('whoever is asked for a swap is told, and when they accept it, both', async () => {
  await withRotas()
  at('2026-01-13T12:00:00Z')
  await told()
  const spell = { from: instant('2026-01-14T08:00:00Z'), to: instant('2026-01-15T08:00:00Z') }
  const offer = { rota: 'web', asked: 'eva', ...spell, reason: 'A wedding' }
  const who = { by: 'test', within: undefined }
  const made = await offerSwap(shell, offer, { asker: 'bo', ...who })
  ok('id' in made, JSON.stringify(made))
  deepEqual(await told(), ['eva: Bo Lind asks you to take a turn of Web'])
  match(mails[0]?.text ?? '', /Wed, 14 Jan 2026.*09:00.*\nReason: A wedding\n\n.*\/on-call\?swap=/s)
  const answer = { swap: made.id, what: 'accepted' } as const
  ok('what' in (await answerSwap(shell, answer, { person: 'eva', ...who })))
  deepEqual(await told(), [
    'bo: Eva Roth takes the turn of Bo Lind (Web)',
    'eva: Eva Roth takes the turn of Bo Lind (Web)',
  ])
})

test('whoever is on call is told when their turn begins, once, unless they do not want to be', async () => {
  await withRotas()
  at('2026-03-01T12:00:00Z')
  await told()
  at('2026-03-02T08:00:00Z')
  deepEqual(await told(), ['ana: You are on call: Web'])
  deepEqual(await told(), [])
  await setTold(shell, 'bo', false)
  at('2026-03-09T08:00:01Z')
  deepEqual(await told(), [])
  at('2026-03-16T08:00:01Z')
  deepEqual(await told(), ['ana: You are on call: Web'])
  // Nobody is told hours later that they have been on call.
  at('2026-03-30T16:00:00Z')
  deepEqual(await told(), [])
})

test('a time with nobody on call is told of once to whoever looks after rotas, and when it is long, once more', async () => {
  await withRotas(
    ROTAS.replace(
      '09:00}',
      '09:00, until: 2026-05-01T09:00, hours: [{from: "06:00", to: "05:00"}]}',
    ),
  )
  at('2026-04-01T12:00:00Z')
  deepEqual(await told(), ['eva: Nobody is on call for Web at times'])
  match(mails[0]?.text ?? '', /Thu, 2 Apr 2026.*05:00 to Thu, 2 Apr 2026.*06:00/)
  at('2026-04-03T12:00:00Z')
  deepEqual(await told(), [])
  at('2026-04-22T12:00:00Z')
  deepEqual(
    (await told()).filter(one => one.startsWith('eva')),
    ['eva: Nobody is on call for Web at times'],
  )
  at('2026-04-29T12:00:00Z')
  deepEqual(await told(), [])
})

test('somebody with a turn whom no way is known to reach is told of', async () => {
  at('2026-05-04T12:00:00Z')
  await withRotas(ROTAS.replace(', email: bo@acme.example', ''))
  const [mail] = (await told()).filter(one => one.startsWith('eva'))
  equal(mail, 'eva: Somebody of Web cannot be reached')
})

test('two nodes at once tell of a hand-over once', async () => {
  await withRotas()
  at('2026-06-01T12:00:00Z')
  await told()
  at('2026-06-08T07:00:01Z')
  await Promise.all([lookAtRotas(shell), lookAtRotas(shell), lookAtRotas(shell)])
  mails.length = 0
  await Promise.all([sendRotaNotices(shell, [MAIL]), sendRotaNotices(shell, [MAIL])])
  equal(mails.filter(({ subject }) => subject === 'You are on call: Web').length, 1)
})

test('a notice that no server takes is tried again later, and not lost', async () => {
  await withRotas()
  at('2026-07-06T06:00:00Z')
  await told()
  at('2026-07-06T07:00:01Z')
  await lookAtRotas(shell)
  const down: Destination = {
    channel: 'email',
    send: async () => ({ delivered: false, retry: 'later', cause: new Error('away') }),
  }
  await sendRotaNotices(shell, [down])
  deepEqual(await told(), [])
  at('2026-07-06T07:02:00Z')
  equal((await told()).length, 1)
})
