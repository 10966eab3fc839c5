// What a body may be. Each kind of route lives in a scope of Fastify of its own, with its own parsers and no others.
import type { FastifyInstance } from 'fastify'

export const TEXT_CONTENT = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/plain']

/** JSON; nothing at all counts as an object without properties, for commands that need say nothing more. */
export function takeJson(scope: FastifyInstance): void {
  const parse = scope.getDefaultJsonParser('error', 'error')
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, {})
    else void parse(request, String(body), done)
  })
  // A button on a plain page sends this; nothing in it is read.
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_BYTES_MAX },
    (_request, _body, done) => done(null, {}),
  )
}

const FORM_BYTES_MAX = 4_096

export function takeText(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(TEXT_CONTENT, { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
}

export function takeBytes(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}
