// Pictures of the page for those who work on it: `node scripts/look.ts '/' '/incidents/{breach}' --as ana --into shots`. It starts
// everything on a scratch database with a few incidents in it, and tells what went wrong in the page. Also: `--plan bank`,
// `--as nobody`, `--empty` for the first day, `--whole` for what lies below the window, `--wait TEXT` for a text to be
// there first, `--click NAME` for a button or link to press.
import { parseArgs } from 'node:util'
import { troubleOf } from '../test/kit/watch-page.ts'
import { launchChromium, newPage } from '../test/kit/launch.ts'
import { axe, fits, screenshots, SIZES } from '../test/kit/look.ts'
import { connectionTo, startServer, WEB_VARIABLE } from '../test/kit/server.ts'
import type { Bundled } from '../test/kit/setting.ts'
import { openHouse } from '../test/e2e/house.ts'
import { memberOf } from '../test/e2e/sign-in.ts'
import { declareSample, rotaSample } from '../test/e2e/sample.ts'
import { buildWeb } from './build-web.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    as: { type: 'string', default: 'ana' },
    into: { type: 'string', default: 'shots' },
    plan: { type: 'string', default: 'creditnexus' },
    wait: { type: 'string' },
    click: { type: 'string', multiple: true, default: [] },
    whole: { type: 'boolean', default: false },
    axe: { type: 'boolean', default: false },
    empty: { type: 'boolean', default: false },
  },
})

const web = process.env[WEB_VARIABLE] ?? (await buildWeb())
const { server, stop } = await startServer()
const house = await openHouse(connectionTo(server.connection, server.template), web, {
  plan: values.plan as Bundled,
  ...(values.empty && { directory: '' }),
})
const hasSample = values.plan === 'creditnexus' && !values.empty
const sample: Readonly<Record<string, string>> = hasSample ? await declareSample(house) : {}
if (!values.empty) {
  await rotaSample(house)
  await memberOf(house.shell, 'ana')
}
const browser = await launchChromium()
try {
  for (const path of positionals.length > 0 ? positionals : ['/']) await look(path)
} finally {
  await browser.close()
  await house.system.stop()
  await stop()
}

async function look(path: string): Promise<void> {
  const page = await newPage(browser)
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => sample[name] ?? '')
  await house.visit(page, values.as === 'nobody' ? undefined : values.as, filled)
  // A page that does not come is worth a picture too.
  await page
    .locator('h1')
    .first()
    .waitFor({ timeout: 10_000 })
    .catch(() => console.log(`${path}: no heading came`))
  if (values.wait !== undefined) await page.getByText(values.wait).first().waitFor()
  for (const name of values.click)
    await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click()
  const name = path.replaceAll(/[^\w]+/g, '-').replaceAll(/^-|-$/g, '') || 'board'
  await screenshots(page, name, { into: values.into, whole: values.whole })
  console.log(
    `${path}: ${values.into}/${name}-{${SIZES.map(({ width }) => width).join()}}-{light,dark}.png`,
  )
  const asked = values.axe ? [axe(page)] : []
  await page.setViewportSize({ width: 390, height: 844 })
  for (const wrong of await Promise.allSettled([...asked, fits(page)]))
    if (wrong.status === 'rejected') console.log(String(wrong.reason))
  for (const line of troubleOf(page)) console.log(line)
  await page.context().close()
}
