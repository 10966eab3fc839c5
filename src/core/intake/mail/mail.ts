// A mail as it came in, taken apart. All of it is hostile, its sender included.

export type Mail = {
  /** Without its angle brackets; empty where it has none. */
  readonly messageId: string
  /** Ids of the mails before it in its thread, the oldest first. */
  readonly thread: readonly string[]
  readonly from: { readonly name: string; readonly address: string } | undefined
  /** The sender of the envelope; empty for mail that nobody is to answer. */
  readonly returnPath: string
  readonly subject: string
  readonly text: string
  readonly sentAtMs: number | undefined
  readonly attachments: readonly Attached[]
  /** Headers that are looked at, by lower-case name; of one that came twice, a value a line. */
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** What came along, as it is called. It is counted and kept with the mail, never opened. */
export type Attached = { readonly name: string; readonly type: string; readonly bytes: number }

/** What is looked at of a mail's headers. */
export const HEADERS_READ = [
  'authentication-results',
  'arc-authentication-results',
  'received-spf',
  'auto-submitted',
  'precedence',
  'list-id',
  'list-unsubscribe',
  'list-post',
  'content-type',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-loop',
  'x-tocsin-idempotency-key',
  'x-spam-flag',
] as const

export const MAIL_LIMITS = {
  subjectChars: 1_000,
  textChars: 100_000,
  attachmentsNamed: 20,
  threadIds: 100,
  headerChars: 2_000,
} as const

/** What other mail servers say that they found of its sender. Whoever hands a mail in may have written it himself. */
export function saidOfSender({ headers }: Mail): string {
  const names = ['authentication-results', 'arc-authentication-results', 'received-spf'] as const
  return names
    .flatMap(name => (headers[name] === undefined ? [] : [`${name}: ${headers[name]}`]))
    .join('\n')
}

/** The first mail of its thread, by which all of them are one. */
export function rootOf({ thread, messageId }: Mail): string {
  return thread[0] ?? messageId
}

/** The text with what came along, and what was said of the sender. */
export function describeMail(mail: Mail): string {
  const { from, attachments } = mail
  const named = attachments
    .slice(0, MAIL_LIMITS.attachmentsNamed)
    .map(({ name, type, bytes }) => `  ${name || 'without a name'} (${type}, ${bytes} bytes)`)
  const more = attachments.length - named.length
  const said = saidOfSender(mail)
  return [
    from === undefined ? '' : `From: ${from.name === '' ? '' : `${from.name} `}<${from.address}>`,
    mail.text.trim(),
    ...(named.length === 0
      ? []
      : [
          `Attachments, not opened: ${attachments.length}`,
          ...named,
          more > 0 ? `  and ${more} more` : '',
        ]),
    said === '' ? '' : `Claimed of the sender, not checked here:\n${said}`,
  ]
    .filter(part => part !== '')
    .join('\n\n')
    .replaceAll(/\n\n( {2})/g, '\n$1')
}
