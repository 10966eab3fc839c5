// Where senders put the key of a door: each has a place of its own, and some have no choice.
import type { DoorHeaders } from '#/core/intake/doors/reading.ts'

const KEY_CHARS_MAX = 200
const IN_HEADERS = ['x-api-key', 'x-routing-key', 'x-auth-token', 'api-key', 'x-gitlab-token']
const IN_QUERY = ['key', 'token', 'api_key', 'apiKey', 'routing_key']
const IN_BODY = ['routing_key', 'token']

/** What may be a key, in the order in which it is tried. */
export function keysIn(
  headers: DoorHeaders,
  query: Readonly<Record<string, string>>,
): readonly string[] {
  return [
    ...authorization(headers['authorization']),
    ...IN_HEADERS.map(name => headers[name] ?? ''),
    ...IN_QUERY.map(name => (Object.hasOwn(query, name) ? (query[name] ?? '') : '')),
  ].filter(isKey)
}

/** PagerDuty's clients say it in the body, and GoAlert's may. */
export function keysInBody(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null) return []
  const given = body as Readonly<Record<string, unknown>>
  return IN_BODY.map(name => (Object.hasOwn(given, name) ? given[name] : undefined)).filter(isKey)
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= KEY_CHARS_MAX
}

/** `Bearer KEY`, `GenieKey KEY`, `Token token=KEY`; of basic authentication the password, or else the name. */
function authorization(header = ''): readonly string[] {
  const [, scheme = '', value = ''] = /^([a-z-]{1,20}) +(\S.{0,400}?) *$/i.exec(header) ?? []
  if (scheme.toLowerCase() !== 'basic') return [value.replace(/^token="?([^"]*)"?$/, '$1')]
  const [name = '', ...rest] = Buffer.from(value, 'base64').toString('utf8').split(':')
  return [rest.join(':'), name]
}
