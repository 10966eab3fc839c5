import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import { webSizes } from '../../scripts/web-size.ts'

const SCRIPT_BYTES_MAX = 250_000
/** With the screen that is opened first: an address in a mail leads into the room of an incident. */
const WITH_SCREEN_BYTES_MAX = 300_000

test('the first load is below 250 kB of compressed script, the board with it, and no screen doubles it', async () => {
  const { first, screens } = await webSizes()
  ok(first.script < SCRIPT_BYTES_MAX, `${first.script} bytes`)
  for (const [screen, { script }] of screens) {
    const most = screen === 'board/screen.tsx' ? SCRIPT_BYTES_MAX : WITH_SCREEN_BYTES_MAX
    // What a screen fetches in its turn, once somebody opens it, is no first load.
    const isScreen = screen.endsWith('/screen.tsx')
    if (isScreen) ok(first.script + script < most, `${screen}: ${first.script} + ${script} bytes`)
  }
})
