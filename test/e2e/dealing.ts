// How people deal with an incident in its room, as browser tests do it.
import { deepEqual } from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

/** Does something by typing its name into the palette; nothing but the keyboard is used. */
export async function byPalette(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  // It is there a moment before it has the focus, and letters typed too early are keys of the room.
  await page.locator('.mantine-Spotlight-search:focus').waitFor()
  await page.keyboard.type(name)
  const found = page.locator('.mantine-Spotlight-action[data-selected]')
  await found.filter({ hasText: name }).waitFor()
  await page.keyboard.press('Enter')
}

/** The dialog that is open, once it is there. */
export async function dialog(page: Page, name: string | RegExp): Promise<Locator> {
  const found = page.getByRole('dialog', { name })
  await found.waitFor()
  return found
}

/** Presses a button of a dialog, and waits until the server has done what it says. */
export async function confirm(page: Page, name: string | RegExp, button: string): Promise<void> {
  const shown = page.getByRole('dialog', { name })
  await shown.getByRole('button', { name: button, exact: true }).click()
  await shown.waitFor({ state: 'detached' })
}

/** Nothing in it sticks out sideways. */
export async function fitsInside(shown: Locator): Promise<void> {
  const tooWide = await shown.evaluate(it => {
    const { right } = it.getBoundingClientRect()
    const parts = [...it.querySelectorAll('*')]
    const out = parts.filter(part => part.getBoundingClientRect().right > right + 1)
    return out.slice(0, 3).map(part => part.outerHTML.slice(0, 120))
  })
  deepEqual(tooWide, [])
}

export async function typeInto(shown: Locator, label: string, text: string): Promise<void> {
  await shown.getByRole('textbox', { name: label }).fill(text)
}
