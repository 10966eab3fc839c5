// How people are reached: their own addresses, wishes and tests on a phone; readiness wherever somebody is given something to do.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Channel } from '#/core/plan/plan.ts'
import type { Destination, Message } from '#/outbound/message.ts'
import { axe, fits, screenshots } from '../kit/look.ts'
import { expectTrouble } from '../kit/watch-page.ts'
import { PHONE, startHouse } from './kit.ts'

/** What phones and mailboxes got, the newest first. */
const carried: Message[] = []
const device = (channel: Channel): Destination => ({
  channel,
  send(message) {
    // What is told of accounts comes in its own time.
    if (['contact-code', 'page'].includes(message.act)) carried.unshift(message)
    return Promise.resolve({ delivered: true, detail: 'Taken.' })
  },
})
const house = await startHouse({ destinations: [device('email'), device('sms')] })
const person = async (id: string) =>
  (await house.shell.directory.current(house.shell.pool)).people.get(id)

test('C9.1 somebody adds a number, confirms it with the code, says in which steps they are paged, and tries it', async t => {
  const page = await house.open(t, 'bo', '/settings#reach', PHONE)
  await page.getByText('E-mail: bo.lindqvist@acme.example').waitFor()
  await page.getByRole('button', { name: 'Add a way' }).click()
  await page.getByLabel('Over').selectOption('sms')
  await page.getByLabel('Address').fill('+3525550188')
  await axe(page)
  await page.getByRole('button', { name: 'Add a way' }).last().click()
  await page.getByText('not confirmed: nothing is sent there yet').waitFor()
  await page.getByRole('button', { name: 'Send a code to +3525550188' }).click()
  await page.getByText('It is on its way to +3525550188').waitFor()
  await axe(page)
  const code = /\d{6}/.exec(carried[0]?.text ?? '')?.[0] ?? ''
  expectTrouble(page, 'status of 422')
  await page.getByLabel('Code of six digits').fill(code === '111111' ? '222222' : '111111')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText(/Enter the newest code/).waitFor()
  await page.getByLabel('Code of six digits').fill(code)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByLabel('Code of six digits').waitFor({ state: 'detached' })
  equal((await person('bo'))?.contacts?.[0]?.address, '+3525550188')

  await page.getByText('My own steps').click()
  await page.getByRole('button', { name: 'Add a step' }).click()
  await page.getByText('Choose a channel for every step.').waitFor()
  await page.getByRole('group', { name: 'Channels after 3 minutes' }).getByLabel('E-mail').check()
  await page.getByText('Choose a channel for every step.').waitFor({ state: 'detached' })
  await page.getByLabel('I have quiet hours').check()
  await page.getByText('They never hold back a page').waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'reach')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. It counts from now on.').waitFor()
  const reach = (await person('bo'))?.reach
  deepEqual(
    reach?.pages.map(({ afterMinutes }) => afterMinutes),
    [0, 3],
  )
  equal(reach?.quiet?.from, '22:00')

  await page.getByRole('button', { name: 'Page me now, for a test' }).click()
  await page.getByText('It is out.').waitFor()
  match(carried[0]?.subject ?? '', /^TEST/)
  const link = carried[0]?.acknowledgeUrl ?? ''
  const phone = await house.open(t, undefined, new URL(link).pathname, PHONE)
  await phone.getByRole('button', { name: 'It has reached me' }).click()
  await phone.getByText('Thank you: it has reached you').first().waitFor()
  await page.reload()
  await page.getByText(/answered after/).waitFor()
  await axe(page)
})

test('C9.1 readiness stands beside everybody, with the nights at risk, and where a role is given', async t => {
  const page = await house.open(t, 'ana', '/people')
  const ana = page.getByRole('button', { name: /^Ana Silva/ })
  await ana.getByText('May not wake: only e-mail, which wakes nobody').waitFor()
  await page.getByLabel('Show').selectOption('weak')
  await page.getByText('12 of 13 people').waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'people-readiness')
  await ana.click()
  const drawer = page.getByRole('dialog', { name: 'Ana Silva' })
  await drawer.getByRole('button', { name: 'Page for a test' }).click()
  await drawer.getByText('not answered').waitFor()
  await axe(page)
  await page.keyboard.press('Escape')
  await page.goto('/people?tab=readiness')
  await page
    .getByText('Security team: Cai Nguyen: only e-mail, which wakes nobody')
    .first()
    .waitFor()
  await page.getByText('30 days').click()
  await page.getByText('All of the time').waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'readiness')
  const { id } = await house.declare('ana', { title: 'Payments are refused' })
  await page.goto(`/incidents/${id}`)
  await page
    .getByRole('button', { name: /^Assign/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Person' }).fill('Cai')
  await page.getByRole('option', { name: /Cai Nguyen/ }).click()
  await dialog.getByText('May not wake: only e-mail, which wakes nobody').waitFor()
  await axe(page)
  ok(carried.length > 0)
})
