// Serves the web page to browsers: files by name, and for every address of the page itself the same index.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Where the index says which nonce its style elements have. */
const NONCE_PLACE = 'NONCE'

/**
 * No script but our own files, nothing from elsewhere, nobody may frame it. Libraries of the page put style elements into it,
 * which carry a nonce that is new with each answer; nothing that is shown could know it.
 */
function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Files that keep their name when they change, and are asked for anew each time. */
const UNHASHED = /\/(service-worker\.js|[^/]+\.(html|webmanifest|svg|png))$/

/** `directory`: a build of scripts/build-web.ts. */
export async function serveWeb(app: FastifyInstance, directory: string): Promise<void> {
  const index = readFileSync(join(directory, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    index: false,
    preCompressed: true,
    globIgnore: ['**/*.br', '**/*.gz', 'index.html', 'manifest.json'],
    cacheControl: false,
    setHeaders(reply, path) {
      const lasting = !UNHASHED.test(path.replace(/\.(br|gz)$/, ''))
      reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const answer = (reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .headers({
        'content-security-policy': policyOf(nonce),
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': 'camera=(), microphone=(), geolocation=()',
        'cache-control': 'no-store',
      })
      .type('text/html; charset=utf-8')
      .send(index.replaceAll(NONCE_PLACE, nonce))
  }
  app.get('/', (_request, reply) => answer(reply))
  for (const place of PLACES) {
    app.get(`/${place}`, (_request, reply) => answer(reply))
    app.get(`/${place}/*`, (_request, reply) => answer(reply))
  }
  app.get('/*', (request, reply) =>
    wantsPage(request) ? answer(reply.code(404)) : reply.callNotFound(),
  )
}

/** A person followed a link that leads nowhere: the page says so in their words. Programs are told as programs are. */
function wantsPage({ url, headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') === true && !/^\/(api|in)\//.test(url)
}

/** The first parts of the page's own addresses; see src/web/paths.ts. Anything else that is not there is told to be missing. */
const PLACES = [
  'sign-in',
  'set-up',
  'invitation',
  'incidents',
  'declare',
  'triage',
  'pages',
  'signals',
  'plans',
  'people',
  'on-call',
  'figures',
  'settings',
  'drill',
  'sheet',
  'offline',
] as const
