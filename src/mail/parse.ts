// The bytes of a mail, taken apart within limits. What is nested or headed beyond them is no mail that people or tools write.
import PostalMime from 'postal-mime'
import type { Address, Email } from 'postal-mime'
import { htmlText } from '#/core/intake/mail/html-text.ts'
import type { Mail } from '#/core/intake/mail/mail.ts'
import { HEADERS_READ, MAIL_LIMITS } from '#/core/intake/mail/mail.ts'

const NESTING_MAX = 20
const HEADER_BYTES_MAX = 262_144
/** HTML of which the text is made; the rest of a longer one is not read. */
const HTML_CHARS_MAX = 1_000_000
/** A mail that has been passed on so often goes round. */
export const HOPS_MAX = 50

export type Parsed = { readonly mail: Mail } | { readonly unreadable: string }

/** Each line costs some ten microseconds: five million of them, in ten megabytes, would hold up all else for a minute. */
const LINES_MAX = 20_000
/** What is attached has lines of 76. */
const LINE_BYTES = 60

function hasTooManyLines(raw: Uint8Array): boolean {
  let lines = 0
  for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, at + 1)) lines += 1
  return lines > LINES_MAX + raw.length / LINE_BYTES
}

/** `returnPath`: the sender of the envelope, empty for the null sender. */
export async function parseMail(raw: Uint8Array, returnPath: string): Promise<Parsed> {
  if (hasTooManyLines(raw)) return { unreadable: 'it has too many lines' }
  try {
    const email = await PostalMime.parse(raw, {
      maxNestingDepth: NESTING_MAX,
      maxHeadersSize: HEADER_BYTES_MAX,
      maxRfc822NestingDepth: 0,
    })
    if (valuesOf(email, 'received').length > HOPS_MAX)
      return { unreadable: `it has been passed on more than ${HOPS_MAX} times` }
    return { mail: mailOf(email, returnPath) }
  } catch {
    return { unreadable: 'it is nested too deeply, or has too many headers' }
  }
}

function mailOf(email: Email, returnPath: string): Mail {
  const date = email.date === undefined ? Number.NaN : Date.parse(email.date)
  return {
    messageId: idsIn(email.messageId)[0] ?? '',
    thread: [...idsIn(email.references), ...idsIn(email.inReplyTo)].slice(0, MAIL_LIMITS.threadIds),
    from: mailboxOf(email.from) ?? mailboxOf(email.sender),
    returnPath,
    subject: (email.subject ?? '').slice(0, MAIL_LIMITS.subjectChars).toWellFormed(),
    text: textOf(email).slice(0, MAIL_LIMITS.textChars).toWellFormed(),
    sentAtMs: Number.isNaN(date) ? undefined : date,
    attachments: email.attachments.map(({ filename, mimeType, content }) => ({
      name: (filename ?? '').replaceAll(/\s+/g, ' ').slice(0, 200),
      type: mimeType.slice(0, 100),
      bytes: typeof content === 'string' ? content.length : content.byteLength,
    })),
    headers: Object.fromEntries(
      HEADERS_READ.flatMap(name => {
        const values = valuesOf(email, name)
        return values.length === 0
          ? []
          : [[name, values.join('\n').slice(0, MAIL_LIMITS.headerChars)]]
      }),
    ) as Mail['headers'],
  }
}

/** Some tools put a text of nothing beside their HTML. */
function textOf({ text = '', html = '' }: Email): string {
  return text.trim() === '' ? htmlText(html.slice(0, HTML_CHARS_MAX)) : text
}

function valuesOf({ headers }: Email, name: string): readonly string[] {
  return headers.filter(({ key }) => key === name).map(({ value }) => value)
}

function mailboxOf(given: Address | undefined): Mail['from'] {
  const one = given?.group === undefined ? given : given.group[0]
  if (one?.address === undefined || one.address === '') return undefined
  return { name: one.name.slice(0, 200), address: one.address.slice(0, 254) }
}

function idsIn(text = ''): readonly string[] {
  return [...text.matchAll(/<([^<>\s]{1,500})>/g)].map(([, id = '']) => id)
}
