// `tocsin verify`: whether the record is intact, on the live database or offline on an exported pack.
import { createReadStream } from 'node:fs'
import type { Command } from 'commander'
import { EXIT } from '#/cli/exit-codes.ts'
import { unreadable } from '#/cli/files.ts'
import { linesIn } from '#/cli/lines-in.ts'
import { verifySignature } from '#/cli/record/signature.ts'
import { verdictLines } from '#/cli/record/verdict.ts'
import type { Shown } from '#/cli/record/verdict.ts'
import { VERDICT } from '#/cli/server/answers-house.ts'
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
    .option(
      '--checkpoint <hash>',
      'Hash of a checkpoint that must be there, as somebody wrote it down.',
    )
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

/** The server verifies its own record, unless there is something to hold it against: then it is read and verified here. */
async function verifyLive(client: Client, given: Given): Promise<Shown> {
  const { key, checkpoint, incident } = given
  const within = incident === undefined ? '/api' : path`/api/incidents/${incident}`
  if (key === undefined && checkpoint === undefined)
    return (await client.ask({ path: `${within}/verify` }, VERDICT)).answer
  const stream = new AbortController().signal
  const { body } = await client.open({ path: `${within}/export`, stream })
  return verifyLines(body ?? [], given)
}

async function verifyFile(file: string, given: Given): Promise<Shown> {
  try {
    return await verifyLines(file === '-' ? process.stdin : createReadStream(file), given)
  } catch (error) {
    throw unreadable(file, error)
  }
}

async function verifyLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { key, checkpoint }: Given,
): Promise<Shown> {
  const check = checkPack({
    sha256,
    verifySignature,
    expectedKey: key,
    expectedCheckpoint: checkpoint,
  })
  for await (const text of linesIn(chunks)) if (text.trim() !== '') check.take(readEntry(text))
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
