// The public form for vulnerability reports, and where researchers look it up. There is neither until an owner opens the door.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { FORM_LIMITS } from '#/core/intake/doors/report-form.ts'
import { plusMs, toMs } from '#/core/time.ts'
import { takePosted } from '#/app/doors/intake.ts'
import type { DoorShelf, OpenDoor } from '#/app/doors/shelf.ts'
import type { Buckets, Tallies } from '#/app/doors/tally.ts'
import type { Ingest } from '#/app/ingest/ingest.ts'
import { createPace } from '#/app/pace.ts'
import type { Pace } from '#/app/pace.ts'
import { acknowledgeReport } from '#/app/doors/reporter-answers.ts'
import type { Shell } from '#/app/shell.ts'
import { isAway } from '#/http/failure.ts'
import { formPage, receivedPage, REPORT_HEADERS, troublePage } from '#/http/report/page.ts'
import type { Written } from '#/http/report/page.ts'
import { reportLanguage } from '#/http/report/words.ts'
import type { ReportLanguage, ReportWrong } from '#/http/report/words.ts'

export type ReportNeeds = {
  readonly shell: Shell
  readonly ingest: Ingest
  readonly doors: DoorShelf
  readonly tallies: Tallies
  readonly buckets: Buckets
  /** Whether mail is taken: then the mailbox for people is named too. */
  readonly takesMail: boolean
}

/** Ten thousand characters, each of nine bytes as forms write them, and the rest. */
const FORM_BYTES_MAX = 131_072
/** From one address in an hour. */
const REPORTS_OF_ONE = 10
const HOUR_MS = 3_600_000
/** RFC 9116 asks for less than a year. */
const CONTACT_HOLDS_MS = 180 * 24 * HOUR_MS

const ADDRESS = /^[^\s<>()[\]\\,;:@"]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,180}[\p{L}\p{N}])?$/u

export function registerReportForm(app: FastifyInstance, needs: ReportNeeds): void {
  const pace = createPace(() => toMs(needs.shell.now()), HOUR_MS, REPORTS_OF_ONE)
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES_MAX },
      (_request, body, ready) => ready(null, new URLSearchParams(String(body))),
    )
    scope.get('/report', async (request, reply) => {
      if ((await openForm(needs)) === undefined) return reply.callNotFound()
      const empty = { ...writtenIn(new URLSearchParams()), form: randomBytes(16).toString('hex') }
      return html(reply, 200, formPage(languageOf(request), empty))
    })
    scope.post('/report', async (request, reply) => {
      const form = await openForm(needs)
      if (form === undefined) return reply.callNotFound()
      return take(needs, pace, form, request, reply)
    })
    scope.get('/.well-known/security.txt', async (_request, reply) => {
      if ((await openForm(needs)) === undefined) return reply.callNotFound()
      return reply.type('text/plain; charset=utf-8').send(await securityText(needs))
    })
    done()
  })
}

/** The first that is open, by name. */
async function openForm({ doors }: ReportNeeds): Promise<OpenDoor | undefined> {
  return (await doors.ofKind('report-form')).find(({ door }) => door.enabled)
}

async function take(
  needs: ReportNeeds,
  pace: Pace,
  form: OpenDoor,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { shell, tallies, buckets } = needs
  const { door } = form
  const language = languageOf(request)
  const fields = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
  const written = writtenIn(fields)
  const wrongs = wrongsOf(written)
  if (wrongs.length > 0) return html(reply, 422, formPage(language, written, wrongs))
  const receipt = receiptOf(shell, written.form)
  // A field that no person sees was filled in: whoever did is told what everyone is told, and nothing is kept.
  if ((fields.get('website') ?? '') !== '') {
    tallies.note(door.id, 'ignored')
    return html(reply, 200, receivedPage(language, receipt, written.contact !== ''))
  }
  if (
    !pace.allows(neighbourhood(request.ip)) ||
    buckets.wait(door.id, door.perMinute) !== undefined
  ) {
    tallies.note(door.id, 'refused', 'too many reports')
    return html(reply.header('retry-after', '3600'), 429, troublePage(language, 'tooOften'))
  }
  try {
    await keep(needs, form, written, receipt, language)
  } catch (error) {
    if (!isAway(error as Error) && !(error instanceof NotKept)) throw error
    return html(reply.header('retry-after', '60'), 503, troublePage(language, 'away'))
  }
  return html(reply, 200, receivedPage(language, receipt, written.contact !== ''))
}

class NotKept extends Error {
  override readonly name = 'NotKept'
}

/** Durable, and whoever wrote it will hear of it, when it resolves. */
async function keep(
  needs: ReportNeeds,
  form: OpenDoor,
  written: Written,
  receipt: string,
  language: ReportLanguage,
): Promise<void> {
  const { shell } = needs
  const { found, where, name, contact, credit } = written
  const body = { receipt, found, where, name, contact, credit, language }
  const raw = new TextEncoder().encode(JSON.stringify(body))
  const unused = { ...needs, onBeat: async () => false }
  const posted = { headers: {}, body, raw, nowMs: toMs(shell.now()) }
  const outcome = await takePosted(unused, form, posted)
  if (outcome.is !== 'taken') throw new NotKept('why' in outcome ? outcome.why : outcome.is)
  if (contact === '') return
  const door = form.door.name
  await acknowledgeReport(shell, { door, report: receipt, recipient: contact, receipt, language })
}

function writtenIn(fields: URLSearchParams): Written {
  const text = (name: string) =>
    (fields.get(name) ?? '').replaceAll('\r\n', '\n').replaceAll('\0', '').toWellFormed().trim()
  return {
    found: text('found'),
    where: text('where'),
    name: text('name'),
    contact: text('contact'),
    credit: text('credit') === 'yes' ? 'yes' : '',
    consent: text('consent') === 'yes' ? 'yes' : '',
    form: /^[0-9a-f]{32}$/.test(text('form')) ? text('form') : randomBytes(16).toString('hex'),
  }
}

function wrongsOf({ found, where, name, contact, consent }: Written): readonly ReportWrong[] {
  const checks: readonly (readonly [boolean, ReportWrong])[] = [
    [found.length >= FORM_LIMITS.least, 'found'],
    [found.length <= FORM_LIMITS.found, 'found-long'],
    [where.length <= FORM_LIMITS.where, 'where'],
    [name.length <= FORM_LIMITS.name, 'name'],
    [contact === '' || (contact.length <= FORM_LIMITS.contact && ADDRESS.test(contact)), 'contact'],
    [consent === 'yes', 'consent'],
  ]
  return checks.flatMap(([isRight, wrong]) => (isRight ? [] : [wrong]))
}

/** Without letters and digits that look alike. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/**
 * Of the page that the form came with: sent twice it is one report. Nobody can choose the number of another's report, since only we
 * can tell it from the page.
 */
function receiptOf({ notary, linkSecret }: Shell, form: string): string {
  const digest = Buffer.from(notary.sha256(`report ${linkSecret} ${form}`), 'hex')
  const signs = [...digest.subarray(0, 10)].map(byte => SIGNS[byte % SIGNS.length] ?? '').join('')
  return `R-${signs.slice(0, 5)}-${signs.slice(5)}`
}

/** One household has more addresses of IPv6 than it could use: the first half counts. */
function neighbourhood(ip: string): string {
  if (!ip.includes(':')) return ip
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip) ?? []
  if (mapped !== undefined) return mapped
  const [head = '', tail] = ip.split('::', 2)
  const [before, after] = [head, tail ?? ''].map(part => part.split(':').filter(one => one !== ''))
  const zeros = 8 - (before?.length ?? 0) - (after?.length ?? 0)
  const whole = [
    ...(before ?? []),
    ...Array<string>(Math.max(0, zeros)).fill('0'),
    ...(after ?? []),
  ]
  return whole.slice(0, 4).join(':')
}

function languageOf({ query, headers }: FastifyRequest): ReportLanguage {
  const { language } = query as { readonly language?: unknown }
  return reportLanguage(
    typeof language === 'string' ? language : undefined,
    headers['accept-language'],
  )
}

function html(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).headers(REPORT_HEADERS).type('text/html; charset=utf-8').send(page)
}

async function securityText({ shell, doors, takesMail }: ReportNeeds): Promise<string> {
  const boxes = takesMail ? await doors.ofKind('security-mail') : []
  const domain = new URL(shell.publicUrl).hostname
  return [
    `Contact: ${shell.publicUrl}/report`,
    ...boxes
      .filter(({ door }) => door.enabled)
      .map(({ door }) => `Contact: mailto:${door.name}@${domain}`),
    `Expires: ${plusMs(shell.now(), CONTACT_HOLDS_MS)}`,
    'Preferred-Languages: en, de',
    `Canonical: ${shell.publicUrl}/.well-known/security.txt`,
    '',
  ].join('\n')
}
