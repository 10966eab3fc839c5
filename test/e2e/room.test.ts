// The room of an incident: what one does shows to all, and nothing that somebody typed is lost.
import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { mintToken } from '#/app/access/tokens.ts'
import { axe, fits, screenshots } from '../kit/look.ts'
import { expectTrouble } from '../kit/watch-page.ts'
import { PHONE, startHouse } from './kit.ts'

const house = await startHouse()

const declared = async (title: string) => {
  const { id } = await house.declare('cai', {
    title,
    source: 'security-monitoring',
    systems: ['reporting-db'],
  })
  const ana = await house.as('ana')
  await ana('POST', `/api/incidents/${id}/classify`, { severity: 'P0', type: 'data-breach' })
  return { id, path: `/incidents/${id}` }
}

test('C3.5 what one person notes is there for the other at once, who loses nothing of what they type', async t => {
  const { path } = await declared('Two people at once')
  const [ana, bo] = await Promise.all([house.open(t, 'ana', path), house.open(t, 'bo', path)])
  const theirs = bo.getByRole('textbox', { name: 'Note' })
  await theirs.fill('Half a sentence of Bo')
  await ana.getByRole('textbox', { name: 'Note' }).fill('The account is **locked**')
  await ana.keyboard.press('Control+Enter')
  await bo.getByRole('log').getByText('The account is locked').waitFor()
  equal(await theirs.inputValue(), 'Half a sentence of Bo')
  equal(await ana.getByRole('textbox', { name: 'Note' }).inputValue(), '')
  await theirs.press('Control+Enter')
  await ana.getByRole('log').getByText('Half a sentence of Bo').waitFor()
})

test('a draft outlives a reload', async t => {
  const { path } = await declared('Reloaded')
  const page = await house.open(t, 'ana', path)
  await page.getByRole('textbox', { name: 'Note' }).fill('Not yet sent')
  await page.reload()
  equal(await page.getByRole('textbox', { name: 'Note' }).inputValue(), 'Not yet sent')
})

test('a lost connection shows; it comes back, catches up and says so, and what was typed meanwhile is sent once', async t => {
  const { id, path } = await declared('Off the net')
  const page = await house.open(t, 'ana', path)
  await page.getByRole('banner').or(page.locator('header')).getByText('Live').first().waitFor()
  expectTrouble(page, 'ERR_INTERNET_DISCONNECTED')
  await page.context().setOffline(true)
  await page.getByText('Connection lost').first().waitFor()
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.fill('Written in a tunnel')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Not sent. It stays here until it is.').waitFor()
  equal(await note.inputValue(), 'Written in a tunnel')
  const bo = await house.as('bo')
  await bo('POST', `/api/incidents/${id}/note`, { text: 'Meanwhile, outside' })
  await page.context().setOffline(false)
  await page.getByRole('log').getByText('Meanwhile, outside').waitFor()
  await page.getByText('The connection is back').waitFor()
  await page.getByRole('form', { name: 'Note' }).getByRole('button', { name: /^Send/ }).click()
  await page.getByRole('log').getByText('Written in a tunnel').waitFor()
  const { events } = (await bo('GET', `/api/incidents/${id}/events?limit=1000`)) as Log
  equal(events.filter(({ text }) => text === 'Written in a tunnel').length, 1)
})

type Log = {
  readonly events: readonly {
    readonly version: number
    readonly type: string
    readonly text?: string
  }[]
}

test('C3.2 a promise is ticked in place, with what was found; the other sees it met', async t => {
  const { path } = await declared('Ticked')
  const [ana, bo] = await Promise.all([house.open(t, 'ana', path), house.open(t, 'bo', path)])
  await ana.getByRole('button', { name: 'Done: Assess the possible impact' }).click()
  await ana
    .getByRole('textbox', { name: 'What was done or found' })
    .fill('40,000 rows, no passwords')
  await ana.keyboard.press('Enter')
  await bo.getByRole('log').getByText('did “Assess the possible impact”').waitFor()
  await bo.getByRole('log').getByText('40,000 rows, no passwords').waitFor()
  await bo
    .getByRole('button', { name: 'Done: Assess the possible impact' })
    .waitFor({ state: 'detached' })
})

test('C4.8 a fact that is not known asks for its answer, and says what hangs on it', async t => {
  const { id, path } = await declared('Asked')
  const page = await house.open(t, 'cai', path)
  const agenda = page.getByRole('region', { name: 'Agenda' })
  await agenda.getByRole('button', { name: /^Show all/ }).click()
  const question = agenda.getByRole('group', { name: 'Are personal data affected?' }).first()
  await question.getByRole('button', { name: 'Yes' }).click()
  await page.getByRole('log').getByText('answered “Are personal data affected?” yes').waitFor()
  const { answers } = (await (
    await house.as('cai')
  )('GET', `/api/incidents/${id}`)) as {
    readonly answers: readonly { readonly fact: string; readonly answer: string }[]
  }
  equal(answers.find(({ fact }) => fact === 'personal-data')?.answer, 'yes')
})

test('C1.1 why a promise is due when it is: the sentence of the plan, and how it was counted', async t => {
  const { path } = await declared('Explained')
  const page = await house.open(t, 'ana', path)
  await page.getByRole('button', { name: 'More about “Status to all team members”' }).click()
  await page.getByRole('menuitem', { name: 'Why, and why then?' }).click()
  await page.getByText('status to all team members within 1 hour').waitFor()
  await page.getByText('Counts from:').first().waitFor()
})

test('a pasted picture becomes evidence with the note, and shows in it', async t => {
  const { path } = await declared('Pasted')
  const [ana, bo] = await Promise.all([house.open(t, 'ana', path), house.open(t, 'bo', path)])
  const note = ana.getByRole('textbox', { name: 'Note' })
  await note.fill('What it looked like')
  await ana.evaluate(PASTE)
  await ana.getByText('Taken into evidence when the note is sent').waitFor()
  await note.press('Control+Enter')
  const picture = bo.getByRole('log').getByRole('img', { name: /^Picture: Screenshot/ })
  await picture.waitFor()
  ok(await bo.evaluate(LOADED), 'it is a picture')
  await ana.getByRole('log').getByText('took into evidence: Screenshot').waitFor()
})

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
// As text, since they run there and not here.
const PASTE = `(() => {
  const bytes = Uint8Array.from(atob('${PIXEL}'), it => it.charCodeAt(0))
  const data = new DataTransfer()
  data.items.add(new File([bytes], 'image.png', { type: 'image/png' }))
  const pasted = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
  document.querySelector('form textarea').dispatchEvent(pasted)
})()`
const LOADED = `document.querySelector('[role=log] img').decode().then(() => true)`

test('an entry is corrected by a further record, which stands beside it', async t => {
  const { id, path } = await declared('Corrected')
  const ana = await house.as('ana')
  await ana('POST', `/api/incidents/${id}/note`, { text: 'It began at ten' })
  const page = await house.open(t, 'ana', path)
  const wrong = page.getByRole('log').getByRole('article').filter({ hasText: 'It began at ten' })
  await wrong.getByRole('button', { name: /More about entry/ }).click()
  await page.getByRole('menuitem', { name: 'Correct by a further record' }).click()
  await page.getByRole('textbox', { name: 'What is right instead?' }).fill('It began at nine')
  await page.keyboard.press('Control+Enter')
  await wrong.getByText(/^Corrected by entry/).waitFor()
  await page
    .getByRole('log')
    .getByText(/corrected entry \d+$/)
    .waitFor()
})

test('a text that was taken out of the record is marked', async t => {
  const { id, path } = await declared('Redacted')
  const ana = await house.as('ana')
  await ana('POST', `/api/incidents/${id}/note`, { text: 'The password is hunter2' })
  const { events } = (await ana('GET', `/api/incidents/${id}/events?limit=1000`)) as Log
  const version = events.find(({ text }) => text?.includes('hunter2'))?.version
  const page = await house.open(t, 'ana', path)
  await page.getByText('hunter2').waitFor()
  await redact(id, version)
  await page
    .getByRole('log')
    .getByText(`took the text of entry ${version ?? ''} out of the record`)
    .first()
    .waitFor()
  await page.getByText('The text was taken out of the record.').waitFor()
  equal(await page.getByText('hunter2').count(), 0)
})

async function redact(id: string, version: number | undefined): Promise<void> {
  const scopes = ['incident:read', 'incident:redact'] as const
  const { secret } = await mintToken(house.shell, { name: 'redactor', scopes, person: 'ana' })
  const answered = await fetch(`${house.address}/api/incidents/${id}/redact`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ version, reason: 'A secret' }),
  })
  equal(answered.status, 200)
}

test('without a mouse: a note, a promise ticked, and back', async t => {
  const { id, path } = await declared('By keys')
  const page = await house.open(t, 'ana', path)
  await page.getByRole('log').waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('Typed at once')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('log').getByText('Typed at once').waitFor()
  await page.keyboard.press('Escape')
  const marked = page.locator('li[data-selected]')
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('j')
    await marked.waitFor()
    if ((await marked.textContent())?.includes('Identify the affected systems')) break
  }
  await page.keyboard.press('x')
  await page.getByRole('textbox', { name: 'What was done or found' }).waitFor()
  await page.keyboard.type('Only one')
  await page.keyboard.press('Enter')
  await page.getByRole('log').getByText('Only one').waitFor()
  const { obligations } = (await (
    await house.as('ana')
  )('GET', `/api/incidents/${id}/obligations`)) as {
    readonly obligations: readonly { readonly rule: string; readonly standing: string }[]
  }
  equal(obligations.find(({ rule }) => rule === 'identify-systems')?.standing, 'met')
})

test('C4.2 what was missed is loud, and late in the agenda before everything else', async t => {
  const { path } = await declared('Missed')
  const page = await house.open(t, 'ana', path)
  await page.getByRole('log').waitFor()
  await house.pass({ hours: 2 })
  await page.getByRole('log').getByText('Missed: “Status to all team members”').waitFor()
  await page.locator('li[data-standing="overdue"]').first().waitFor()
  const first = page.getByRole('region', { name: 'Agenda' }).locator('li[data-standing]').first()
  equal(await first.getAttribute('data-standing'), 'overdue')
  await screenshots(page, 'room-missed')
})

test('C3.4 on a phone: my page is answered with one touch, the note is at hand, the rest behind tabs', async t => {
  const { path } = await declared('In a pocket')
  const page = await house.open(t, 'eli', path, PHONE)
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).click()
  await page.getByRole('log').getByText('Eli Moreau acknowledged the page').waitFor()
  await page.getByRole('tab', { name: 'Agenda' }).click()
  await page.getByRole('button', { name: 'Done: Assess the possible impact' }).waitFor()
  await fits(page)
  await page.getByRole('tab', { name: 'Timeline' }).click()
  await page.getByRole('textbox', { name: 'Note' }).waitFor()
  await fits(page)
  await axe(page)
})

test('the room reads well by the rules, in light and in dark', async t => {
  const { path } = await declared('Looked at')
  const page = await house.open(t, 'ana', path)
  await page.getByRole('log').waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'room')
})

test('who may only read is told why nothing can be done', async t => {
  const { path } = await declared('Read only')
  const page = await house.open(t, 'lea', path)
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.waitFor()
  ok(await note.isDisabled())
  equal(await note.getAttribute('placeholder'), 'This account reads only.')
})
