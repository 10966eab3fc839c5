// Signing in through an identity provider, and past it when it is down.
import { z } from 'zod'
import { beginOidc, ERRAND_MS, finishOidc } from '#/app/sign-in/by-oidc.ts'
import { breakGlass, REASON_LENGTH_MAX } from '#/app/sign-in/break-glass.ts'
import { LOGIN_LENGTH_MAX } from '#/app/sign-in/by-password.ts'
import { CALLBACK_PATH, PROVIDER_ID } from '#/app/sign-in/provider.ts'
import { SESSION } from '#/http/answers-session.ts'
import { codeText } from '#/http/credential-shapes.ts'
import type { SetCookie } from '#/http/cookies.ts'
import { begun, entered } from '#/http/entered.ts'
import { givesJson, givesRedirect, json, openRoute, pageRoute } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { saidNo } from '#/http/sign-in-problem.ts'

/** What is remembered in a browser while it is away. */
const ERRAND_COOKIE = 'tocsin_errand'
const NO_ERRAND: SetCookie = { name: ERRAND_COOKIE, value: '', seconds: 0 }
const ADDRESS_LENGTH_MAX = 2_000
/** Codes of providers are long, and some send more besides. */
const PARAMETER_LENGTH_MAX = 8_000

/** A path of ours: neither another site (`//evil.example`) nor what a browser takes for one. */
const ownPath = z
  .string()
  .max(ADDRESS_LENGTH_MAX)
  .regex(/^\/(?![/\\])[^\s\\]*$/, 'a path of this installation')

export const oidcRoutes: readonly Route[] = [
  pageRoute({
    method: 'POST',
    path: '/api/sign-in/oidc/begin',
    name: 'begin-oidc-sign-in',
    summary: 'Where to go to sign in at the identity provider.',
    takes: json(
      z.strictObject({
        provider: z.literal(PROVIDER_ID),
        to: ownPath.optional().describe('Where to go on once signed in.'),
      }),
    ),
    gives: givesJson('Go there.', z.object({ url: z.string() }).meta({ id: 'ProviderAddress' })),
    async handle({ needs: { shell, signIn }, body }) {
      const result = await beginOidc(shell, signIn, body.to ?? '/')
      if ('no' in result) return saidNo(result)
      const errand = { name: ERRAND_COOKIE, value: result.errand, seconds: ERRAND_MS / 1_000 }
      return { answer: { url: result.url }, cookies: [errand] }
    },
  }),
  openRoute({
    method: 'GET',
    path: CALLBACK_PATH,
    name: 'finish-oidc-sign-in',
    summary: 'Where the identity provider sends a browser back to.',
    query: z.record(z.string().max(LOGIN_LENGTH_MAX), z.string().max(PARAMETER_LENGTH_MAX)),
    gives: givesRedirect('On into the page, or back to signing in with `problem=CODE`.'),
    async handle({ needs, query, visitor }) {
      const errand = visitor.cookies[ERRAND_COOKIE]
      const returned = { came: query, errand, from: visitor }
      const result = await finishOidc(needs.shell, needs.signIn, returned)
      if ('no' in result) return { answer: `/sign-in?problem=${result.no}`, cookies: [NO_ERRAND] }
      return { answer: result.to, cookies: [...(await begun(needs, visitor, result)), NO_ERRAND] }
    },
  }),
  pageRoute({
    method: 'POST',
    path: '/api/sign-in/break-glass',
    name: 'sign-in-break-glass',
    summary:
      'Come in past the identity provider, as an owner with a recovery code. All owners are told.',
    takes: json(
      z.strictObject({
        login: z.string().trim().min(1).max(LOGIN_LENGTH_MAX),
        code: codeText,
        reason: z.string().trim().min(1).max(REASON_LENGTH_MAX),
      }),
    ),
    gives: givesJson('Signed in.', SESSION),
    handle: async ({ needs, body, visitor }) =>
      entered(needs, visitor, () =>
        breakGlass(needs.shell, needs.signIn, { ...body, from: visitor }),
      ),
  }),
]
