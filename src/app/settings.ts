import { z } from 'zod'
import { readOidc } from '#/app/sign-in/oidc-settings.ts'
import type { OidcSettings } from '#/app/sign-in/oidc-settings.ts'
import { VENDOR_ENVIRONMENT, vendorSettings } from '#/app/vendor-settings.ts'
import type { VendorSettings } from '#/app/vendor-settings.ts'

/** What an operator may set, each through an environment variable of the name given in `ENVIRONMENT`. */
export type Settings = VendorSettings & {
  readonly port: number
  readonly host: string
  readonly dataDirectory: string
  /** An external PostgreSQL; without it the embedded one runs. */
  readonly databaseUrl: string | undefined
  /** Where people reach this installation, without a slash at the end. */
  readonly publicUrl: string
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Where mail is listened for; nowhere unless it is said. */
  readonly smtpListen: { readonly host: string; readonly port: number } | undefined
  /** Files, in PEM: with them mail servers can encrypt what they hand in. */
  readonly smtpTls: { readonly certificate: string; readonly key: string } | undefined
  readonly webhookSecrets: readonly string[]
  readonly webhookAllow: readonly string[]
  readonly logLevel: string
  /** Called every minute for as long as all is well. */
  readonly heartbeatUrl: string | undefined
  /** The identity provider through which people sign in. */
  readonly oidc: OidcSettings | undefined
  /** Whether passwords let anybody in; otherwise owners alone. */
  readonly hasPasswords: boolean
}

const PORT = 'Write a number from 0 to 65535.'
const port = z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT)
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const
const words = z.string().transform(text => text.split(/[\s,]+/).filter(word => word !== ''))

const onOrOff = z.enum(['on', 'off'], 'Write on or off.')

const LISTEN = 'Write a port, or an address and a port: 2525, 0.0.0.0:2525, [::]:2525.'
const listenAt = z.string().transform((text, context) => {
  const [, six, four, digits = ''] =
    /^(?:\[([0-9a-fA-F:]+)\]:|([^\s:[\]]+):)?(\d{1,5})$/.exec(text) ?? []
  const at = port.safeParse(digits === '' ? undefined : digits)
  if (at.success) return { host: six ?? four ?? '127.0.0.1', port: at.data }
  context.addIssue({ code: 'custom', message: LISTEN })
  return z.NEVER
})

const ENVIRONMENT = z.object({
  PORT: port.default(4870),
  HOST: z.string().min(1).default('127.0.0.1'),
  TOCSIN_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'Write an address as postgres://user:password@host/database.')
    .optional(),
  TOCSIN_URL: z
    .url({ protocol: /^https?$/, error: 'Write an address as https://tocsin.acme.example.' })
    .optional(),
  TOCSIN_SMTP_URL: z.string().optional(),
  TOCSIN_MAIL_FROM: z.string().default('Tocsin <tocsin@localhost>'),
  TOCSIN_SMTP_LISTEN: listenAt.optional(),
  TOCSIN_SMTP_CERTIFICATE: z.string().optional(),
  TOCSIN_SMTP_KEY: z.string().optional(),
  TOCSIN_WEBHOOK_SECRET: words.default([]),
  TOCSIN_WEBHOOK_ALLOW: words.default([]),
  ...VENDOR_ENVIRONMENT,
  TOCSIN_PASSWORDS: onOrOff.default('on'),
  TOCSIN_OIDC_ISSUER: z.string().optional(),
  TOCSIN_OIDC_CLIENT_ID: z.string().optional(),
  TOCSIN_OIDC_CLIENT_SECRET: z.string().optional(),
  TOCSIN_OIDC_TITLE: z.string().optional(),
  TOCSIN_OIDC_SCOPE: z.string().default('openid profile email'),
  TOCSIN_OIDC_GROUPS_CLAIM: z.string().default('groups'),
  TOCSIN_OIDC_ROLES: z.string().default(''),
  TOCSIN_OIDC_TRUST_EMAIL: onOrOff.default('off'),
  TOCSIN_HEARTBEAT_URL: z
    .url({ protocol: /^https?$/, error: 'Write an address as https://hc.example/ping/….' })
    .optional(),
  TOCSIN_LOG_LEVEL: z.enum(LOG_LEVELS, `Write one of ${LOG_LEVELS.join(', ')}.`).default('info'),
})

/** Reads the environment. Gives the settings, or one sentence for each variable that is not right. Empty counts as unset. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly settings: Settings } | { readonly problems: readonly string[] } {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = ENVIRONMENT.safeParse(set)
  if (!read.success)
    return { problems: read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`) }
  const { data } = read
  const provider = readOidc({
    issuer: data.TOCSIN_OIDC_ISSUER,
    clientId: data.TOCSIN_OIDC_CLIENT_ID,
    clientSecret: data.TOCSIN_OIDC_CLIENT_SECRET,
    title: data.TOCSIN_OIDC_TITLE,
    scope: data.TOCSIN_OIDC_SCOPE,
    groupsClaim: data.TOCSIN_OIDC_GROUPS_CLAIM,
    roles: data.TOCSIN_OIDC_ROLES,
    trustsEmail: data.TOCSIN_OIDC_TRUST_EMAIL === 'on',
  })
  if ('problems' in provider) return provider
  if (data.TOCSIN_PASSWORDS === 'off' && provider.oidc === undefined)
    return { problems: ['TOCSIN_PASSWORDS: without TOCSIN_OIDC_ISSUER nobody could sign in.'] }
  const { TOCSIN_SMTP_CERTIFICATE: certificate, TOCSIN_SMTP_KEY: key } = data
  if ((certificate === undefined) !== (key === undefined))
    return { problems: ['TOCSIN_SMTP_CERTIFICATE and TOCSIN_SMTP_KEY: set both, or none.'] }
  return {
    settings: {
      port: data.PORT,
      host: data.HOST,
      dataDirectory: data.TOCSIN_DATA,
      databaseUrl: data.DATABASE_URL,
      publicUrl: (data.TOCSIN_URL ?? `http://${data.HOST}:${data.PORT}`).replace(/\/+$/, ''),
      smtpUrl: data.TOCSIN_SMTP_URL,
      mailFrom: data.TOCSIN_MAIL_FROM,
      smtpListen: data.TOCSIN_SMTP_LISTEN,
      smtpTls: certificate === undefined || key === undefined ? undefined : { certificate, key },
      webhookSecrets: data.TOCSIN_WEBHOOK_SECRET,
      webhookAllow: data.TOCSIN_WEBHOOK_ALLOW,
      ...vendorSettings(data),
      logLevel: data.TOCSIN_LOG_LEVEL,
      heartbeatUrl: data.TOCSIN_HEARTBEAT_URL,
      oidc: provider.oidc,
      hasPasswords: data.TOCSIN_PASSWORDS === 'on',
    },
  }
}
