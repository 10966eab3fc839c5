// Commands that need files only: no server runs here.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '#/cli/exit-codes.ts'
import { done, ROOT, tocsin } from './tocsin.ts'

const directory = mkdtempSync(join(tmpdir(), 'tocsin-'))
after(() => rmSync(directory, { recursive: true }))

function write(name: string, text: string): string {
  const file = join(directory, name)
  writeFileSync(file, text)
  return file
}

type Checked = {
  readonly sound: boolean
  readonly plan: { readonly id: string } | null
  readonly mistakes: readonly { readonly line: number; readonly code: string }[]
  readonly clauses: readonly { readonly clause: string }[]
}

test('plan check tells what carries each clause, and that all is well', async () => {
  const out = await done(['plan', 'check', 'creditnexus'])
  match(out, /^C1\.1 +severity P0/m)
  match(out, /^0 errors, /m)
  match(out, /64 clauses: 64 carried, 0 for later, 0 not carried/)
})

test('plan check says of each mistake where it is, what it is, and the mend', async () => {
  const source = readFileSync(join(ROOT, 'plans/creditnexus.yaml'), 'utf8')
  const file = write(
    'bent.yaml',
    source.replace('holders: [cto, lead-developer]', 'holders: [cto, lead]'),
  )
  const { code, out, err } = await tocsin(['plan', 'check', file])
  equal(code, EXIT.faults, err)
  match(out, new RegExp(`^${file}:\\d+:\\d+: There is no position "lead"\\. Mend: `, 'm'))
  match(out, /1 mistake: this is no plan yet\./)
})

test('plan check with a directory names the positions that nobody fills', async () => {
  const file = write('few.yaml', 'people: {ana: {name: Ana, email: ana@acme.example}}\n')
  const { code, out } = await tocsin(['plan', 'check', 'creditnexus', '--directory', file])
  equal(code, EXIT.faults)
  match(out, /^plans\/creditnexus\.yaml:\d+: error: Nobody is "CTO"\. Mend: /m)
})

test('plan check prints one document, of a plan and of what is none', async () => {
  const sound = JSON.parse(await done(['plan', 'check', 'tiered', '--json'])) as Checked
  deepEqual([sound.sound, sound.plan?.id, sound.mistakes.length], [true, 'tiered', 0])
  ok(sound.clauses.length > 0)
  const bent = await tocsin(['plan', 'check', write('no.yaml', 'plan: x\n'), '--json'])
  equal(bent.code, EXIT.faults)
  const document = JSON.parse(bent.out) as Checked
  deepEqual([document.sound, document.plan], [false, null])
  ok(document.mistakes.length > 0)
})

test('a plan that is not there is told with those that are', async () => {
  const { code, err } = await tocsin(['plan', 'show', 'acme'])
  equal(code, EXIT.usage)
  equal(err, 'acme is no file, and no bundled plan.\n  Bundled: bank, creditnexus, tiered\n')
})

test('a plan is written as a document, and printed as the engine has it', async () => {
  const file = join(directory, 'plan.md')
  equal(await done(['plan', 'render', 'tiered', '--out', file]), '')
  equal(readFileSync(file, 'utf8'), await done(['plan', 'render', 'tiered']))
  const compiled = JSON.parse(await done(['plan', 'show', 'tiered', '--json'])) as { id: string }
  equal(compiled.id, 'tiered')
})

test('the form of a document is what its file is called, or what is asked for', async () => {
  const rendered = async (name: string, ...more: readonly string[]) => {
    const file = join(directory, name)
    await done(['plan', 'render', 'tiered', '--date', '2026-11-22', '--out', file, ...more])
    return readFileSync(file, 'latin1')
  }
  match(await rendered('plan.html'), /^<!doctype html>/)
  match(await rendered('plan.pdf'), /^%PDF-1\.7/)
  match(await rendered('plan.txt'), /^# Incident response/)
  match(await rendered('plan.txt', '--as', 'html'), /22 November 2026/)
  equal(await rendered('again.pdf'), await rendered('plan.pdf'))
})

test('a document for no terminal, or of no day, is refused with what to do', async () => {
  const pdf = await tocsin(['plan', 'render', 'tiered', '--as', 'pdf'])
  deepEqual([pdf.code, pdf.out], [EXIT.usage, ''])
  match(pdf.err, /--out/)
  const day = await tocsin(['plan', 'render', 'tiered', '--date', '2026-02-30'])
  equal(day.code, EXIT.usage)
  match(day.err, /2026-02-30 is no day/)
})

test('a plan whose title would write on the screen is shown with its letters only', async () => {
  const source = readFileSync(join(ROOT, 'plans/tiered.yaml'), 'utf8')
  const title = '"\\e[2J\\e]0;owned\\aTiered"'
  const file = write('hostile.yaml', source.replace(/^title: .*$/m, `title: ${title}`))
  for (const words of [
    ['plan', 'check', file],
    ['plan', 'show', file],
  ]) {
    const { out } = await tocsin(words)
    ok(out.includes('Tiered'), words.join(' '))
    equal(/(?!\n)\p{C}/u.test(out), false, words.join(' '))
  }
})

test('the schema that it prints is the one in schema/', async () => {
  equal(await done(['plan', 'schema']), readFileSync(join(ROOT, 'schema/plan.schema.json'), 'utf8'))
})
