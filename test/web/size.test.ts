import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import { webSizes } from '../../scripts/web-size.ts'

const SCRIPT_BYTES_MAX = 250_000

test('the first load is below 250 kB of compressed script, and so is that of each screen with it', async () => {
  const { first, screens } = await webSizes()
  ok(first.script < SCRIPT_BYTES_MAX, `${first.script} bytes`)
  // An address of a room, or of the board, is a first load too. The editor of plans is opened by few, and seldom at night.
  for (const [screen, { script }] of screens)
    if (!screen.includes('/edit'))
      ok(first.script + script < SCRIPT_BYTES_MAX, `${screen}: ${first.script} + ${script} bytes`)
})
