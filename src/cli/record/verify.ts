// `tocsin verify`: whether the record is intact, on the live database or offline on an exported pack.
import { createReadStream } from 'node:fs'
import type { Command } from 'commander'
import { EXIT } from '#/cli/exit-codes.ts'
import { unreadable } from '#/cli/files.ts'
import { linesIn } from '#/cli/lines-in.ts'
import { verifySignature } from '#/cli/record/signature.ts'
import { verdictLines } from '#/cli/record/verdict.ts'
import type { Shown } from '#/cli/record/verdict.ts'
import { VERDICT } from '#/cli/server/answers.ts'
import { path } from '#/cli/server/client.ts'
import type { Client } from '#/cli/server/client.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import { sha256 } from '#/cli/sha256.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { line } from '#/cli/terminal/line.ts'
import { FAULTS } from '#/core/evidence/fault.ts'
import { readEntry } from '#/core/evidence/pack.ts'
import { checkPack } from '#/core/evidence/verify-pack.ts'

/** Faults that are listed; a record with more of them is wrong altogether, and `faults_found` says how many there are. */
const FAULTS_LISTED_MAX = 1_000

type Given = {
  readonly key?: string
  readonly checkpoint?: string
  readonly incident?: string
  readonly json?: boolean
}

export function addVerify(program: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = program
    .command('verify')
    .helpGroup('Proof and memory:')
    .description('Check that the record is intact: an exported pack offline, or the live database.')
    .argument('[file]', 'A pack that `tocsin export` wrote; the live database when absent.')
    .option('--key <hex>', 'Public key that must have signed, as somebody wrote it down.')
    .option('--checkpoint <hash>', 'Hash of a checkpoint that must be in the file.')
    .option('--incident <number>', 'Of the live database only this incident.')
  asksServer(command).action(
    withServer(surroundings, async (client, file: string | undefined, options: Given) => {
      checkHex('--key', options.key)
      checkHex('--checkpoint', options.checkpoint)
      if (file === undefined) return show(await verifyLive(client, options), options)
      if (options.incident !== undefined)
        throw new Stop(EXIT.usage, { what: '--incident is about the live database, not a file.' })
      return show(await verifyFile(file, options), options)
    }),
  )

  function show(verdict: Shown, { json }: Given): void {
    if (json === true) terminal.json(verdict)
    else terminal.say(verdictLines(verdict, terminal.width))
    process.exitCode = verdict.intact ? EXIT.ok : EXIT.faults
  }
}

function checkHex(option: string, typed: string | undefined): void {
  if (typed === undefined || /^[0-9a-f]{64}$/.test(typed)) return
  throw new Stop(EXIT.usage, { what: line`${option} has 64 hex digits in lower case.` })
}

async function verifyLive(client: Client, { key, checkpoint, incident }: Given): Promise<Shown> {
  if (checkpoint !== undefined)
    throw new Stop(EXIT.usage, {
      what: '--checkpoint is held against a file.',
      more: ['Write one first: tocsin export --all --out pack.jsonl'],
    })
  const asked = incident === undefined ? '/api/verify' : path`/api/incidents/${incident}/verify`
  const { answer } = await client.ask({ path: asked }, VERDICT)
  const strangers = key === undefined ? [] : answer.keys.filter(one => one !== key)
  const faults = [...answer.faults, ...strangers.map(() => faultOf('key-unexpected', {}))]
  const found = answer.faults_found + strangers.length
  return { ...answer, intact: found === 0, faults, faults_found: found }
}

async function verifyFile(file: string, { key, checkpoint }: Given): Promise<Shown> {
  const check = checkPack({
    sha256,
    verifySignature,
    expectedKey: key,
    expectedCheckpoint: checkpoint,
  })
  const source = file === '-' ? process.stdin : createReadStream(file)
  try {
    for await (const text of linesIn(source)) if (text.trim() !== '') check.take(readEntry(text))
  } catch (error) {
    throw unreadable(file, error)
  }
  const { faults, ...verdict } = check.finish()
  return {
    ...verdict,
    intact: faults.length === 0,
    faults: faults.slice(0, FAULTS_LISTED_MAX).map(({ code, ...where }) => faultOf(code, where)),
    faults_found: faults.length,
  }
}

function faultOf(code: keyof typeof FAULTS, where: object): Shown['faults'][number] {
  return { code, message: FAULTS[code], ...where }
}
