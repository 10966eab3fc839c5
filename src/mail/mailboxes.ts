// The mailboxes of doors: which address is whose, and what becomes of a mail there.
import { answerTo } from '#/core/intake/mail/answer.ts'
import type { Mail } from '#/core/intake/mail/mail.ts'
import { saidOfSender } from '#/core/intake/mail/mail.ts'
import { takePosted } from '#/app/doors/intake.ts'
import type { DoorShelf, OpenDoor } from '#/app/doors/shelf.ts'
import type { Buckets, Tallies } from '#/app/doors/tally.ts'
import type { Ingest } from '#/app/ingest/ingest.ts'
import { acknowledgeReport } from '#/app/doors/reporter-answers.ts'
import type { Shell } from '#/app/shell.ts'

/** What becomes of a mail. `not-taken`: the same mail will pass another time. */
export type MailOutcome =
  | { readonly is: 'taken' }
  | { readonly is: 'not-taken'; readonly why: string }
  | { readonly is: 'refused'; readonly why: string }

export type Mailboxes = {
  /** The name of the door whose address it is; rejects where the database is away. */
  readonly find: (address: string) => Promise<string | undefined>
  /** Whether a mail of so many bytes may go to at least one of these: asked before it is taken apart, which is what costs. */
  readonly fits: (addresses: readonly string[], bytes: number) => Promise<boolean>
  /** Resolves once it is durable. */
  readonly take: (address: string, mail: Mail, raw: Uint8Array) => Promise<MailOutcome>
}

export type MailboxNeeds = {
  readonly shell: Shell
  readonly ingest: Ingest
  readonly doors: DoorShelf
  readonly tallies: Tallies
  readonly buckets: Buckets
  /** Ours: mail to any other name is refused. In lower case. */
  readonly domain: string
  /** Of whom our own mail comes. */
  readonly ownAddress: string | undefined
}

const KINDS = ['security-mail', 'alert-mail'] as const

export function createMailboxes(needs: MailboxNeeds): Mailboxes {
  const open = (address: string) => doorAt(needs, address)
  return {
    find: async address => (await open(address))?.box.door.name,
    async fits(addresses, bytes) {
      const found = await Promise.all(addresses.map(open))
      const boxes = found.flatMap(one => (one === undefined ? [] : [one.box.door]))
      if (boxes.some(({ bytesMax }) => bytes <= bytesMax)) return true
      for (const { id } of boxes) needs.tallies.note(id, 'refused', `a mail of ${bytes} bytes`)
      await needs.tallies.write().catch(() => undefined)
      return false
    },
    async take(address, mail, raw) {
      const found = await open(address)
      if (found === undefined) return { is: 'refused', why: 'no such mailbox here' }
      return take(needs, found, mail, raw)
    },
  }
}

/** `keys`: those that the address has in it; a mail names its address more than once. */
type Found = { readonly box: OpenDoor; readonly keys: readonly string[] }

/** `NAME@domain` is a mailbox for people, `NAME+KEY@domain` one for machines: only who was told the key can end its alerts. */
async function doorAt(
  { doors, domain }: MailboxNeeds,
  address: string,
): Promise<Found | undefined> {
  const at = address.lastIndexOf('@')
  if (address.slice(at + 1).toLowerCase() !== domain) return undefined
  const [name = '', key = ''] = address.slice(0, at).toLowerCase().split('+', 2)
  for (const kind of KINDS) {
    const box = await doors.byName(kind, name)
    if (box === undefined || !box.door.enabled) continue
    const keys = key !== '' && box.opens(key) ? [key] : []
    return kind === 'security-mail' || keys.length > 0 ? { box, keys } : undefined
  }
  return undefined
}

async function take(
  needs: MailboxNeeds,
  { box, keys }: Found,
  mail: Mail,
  raw: Uint8Array,
): Promise<MailOutcome> {
  const { door } = box
  const { shell, tallies, buckets } = needs
  if (raw.length > door.bytesMax) {
    tallies.note(door.id, 'refused', `a mail of ${raw.length} bytes`)
    return { is: 'refused', why: `a mail to this mailbox may have ${door.bytesMax} bytes at most` }
  }
  if (buckets.wait(door.id, door.perMinute) !== undefined) {
    tallies.note(door.id, 'refused', `more than ${door.perMinute} mails a minute`)
    return { is: 'not-taken', why: 'more than this mailbox takes' }
  }
  const headers = { 'message-id': mail.messageId, 'claimed-of-the-sender': saidOfSender(mail) }
  const unused = { ...needs, onBeat: async () => false }
  const outcome = await takePosted(unused, box, {
    headers,
    body: mail,
    raw,
    keys,
    nowMs: Date.parse(shell.now()),
  })
  await tallies.write().catch(() => undefined)
  if (outcome.is === 'not-taken') return outcome
  if (outcome.is !== 'taken')
    return { is: 'refused', why: 'why' in outcome ? outcome.why : 'no report' }
  const [report] = outcome.reports
  if (door.kind === 'security-mail' && report !== undefined)
    await acknowledge(needs, door, mail, report.key)
  return { is: 'taken' }
}

/** Before the mail is answered for: a reporter who was told 250 is also told that somebody has the report. */
async function acknowledge(
  { shell, domain, ownAddress }: MailboxNeeds,
  { name }: OpenDoor['door'],
  mail: Mail,
  report: string,
): Promise<void> {
  const ours = (address: string) =>
    address.endsWith(`@${domain}`) || address === ownAddress?.toLowerCase()
  const answer = answerTo(mail, ours)
  if ('not' in answer) {
    shell.log.info({ door: name, why: answer.not }, 'a mail is not answered by a machine')
    return
  }
  const receipt = `M-${shell.notary.sha256(`${name} ${report}`).slice(0, 8).toUpperCase()}`
  await acknowledgeReport(shell, {
    door: name,
    report,
    recipient: answer.to,
    receipt,
    language: 'both',
  })
}
