// Whoever is woken answers from a telephone: from their own screen, and from the link in the message.
import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { acknowledgeToken } from '#/app/paging/acknowledge-link.ts'
import { axe, fits, screenshots } from '../kit/look.ts'
import { PHONE, startHouse } from './kit.ts'

const house = await startHouse({ plan: 'creditnexus' })

type Shown = {
  readonly pages: readonly { id: string; person: string; state: string; party: string }[]
}

async function pagesOf(id: string): Promise<Shown['pages']> {
  return ((await house.operator('GET', `/api/incidents/${id}`)) as Shown).pages
}

test('T2.1 C3.3 on a phone the page stands first with its countdown; one touch says that one cannot, another takes it', async t => {
  const { id } = await house.declare('max', { title: 'Payments are down' })
  const [first] = await pagesOf(id)
  const person = first?.person ?? ''
  const page = await house.open(t, person, '/pages', PHONE)
  const waiting = page.getByRole('region', { name: 'Waits for you' })
  await waiting.getByText('Payments are down').waitFor()
  await waiting.getByText('The next is called').waitFor()
  await fits(page)
  await axe(page)
  await screenshots(page, 'my-pages')
  await waiting.getByRole('button', { name: 'I cannot, #1' }).click()
  await page.getByText('Nobody waits for you.').waitFor()
  const next = (await pagesOf(id)).find(it => it.id === first?.id)?.person ?? ''
  const other = await house.open(t, next, '/pages', PHONE)
  await other.getByRole('button', { name: 'I am on it, #1' }).waitFor()
  await other.keyboard.press('a')
  await other.getByText('You have #1. The others are told.').waitFor()
  await other.getByText(/You answered after/).waitFor()
  equal((await pagesOf(id)).find(it => it.id === first?.id)?.state, 'acknowledged')
})

test('one touch hands a page on to somebody of the same line', async t => {
  const { id } = await house.declare('max', { title: 'Logins are slow' })
  const [first] = await pagesOf(id)
  const page = await house.open(t, first?.person, '/pages', PHONE)
  await page.getByRole('button', { name: /^Hand on to …, #2/ }).click()
  const choice = page.getByRole('menuitem').first()
  const name = await choice.innerText()
  await choice.click()
  await page.getByText(`${name} is asked about #2.`, { exact: false }).waitFor()
})

test('C4.1 the link of a page reads well on a phone and works without a script, in German too', async t => {
  const { id } = await house.declare('max', { title: 'Files renamed' })
  const [first] = await pagesOf(id)
  const { shell } = house
  const asked = { incident: id, page: first?.id ?? '', person: first?.person ?? '' }
  const link = `/acknowledge/${acknowledgeToken(shell.linkSecret, asked)}`
  // Whoever looks at it by the rules brings scripts of their own, which its policy keeps out.
  const looked = await house.open(t, undefined, link, { ...PHONE, bypassCSP: true })
  await fits(looked)
  await axe(looked, { except: ['landmark-one-main', 'region'] })
  await screenshots(looked, 'page-link')
  const page = await house.open(t, undefined, `${link}?language=de`, {
    ...PHONE,
    javaScriptEnabled: false,
  })
  await page.getByRole('button', { name: 'Ich übernehme', exact: true }).click()
  await page.getByText('Danke: Sie haben es übernommen').waitFor()
  equal((await pagesOf(id)).find(it => it.id === first?.id)?.state, 'acknowledged')
})
