// Which identity provider people sign in through, and what its groups may do here.
import { isMemberRole, MEMBER_ROLES } from '#/app/sign-in/roles.ts'
import type { MemberRole } from '#/app/sign-in/roles.ts'

export type OidcSettings = {
  readonly issuer: string
  readonly clientId: string
  /** Without one it is a public client, which PKCE makes safe too. */
  readonly clientSecret: string | undefined
  /** What the button says. */
  readonly title: string
  readonly scope: string
  readonly groupsClaim: string
  /** In order: the first group that somebody is in counts. `*` is everyone. Empty: only who was invited comes in. */
  readonly roles: readonly { readonly group: string; readonly role: MemberRole }[]
  /** Believes addresses that the provider does not call verified: some know no other. */
  readonly trustsEmail: boolean
}

/** What the environment says of it, word by word. */
export type OidcEnvironment = {
  readonly issuer: string | undefined
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  readonly title: string | undefined
  readonly scope: string
  readonly groupsClaim: string
  readonly roles: string
  readonly trustsEmail: boolean
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** Undefined where there is no provider; or one sentence for each setting that is not right. */
export function readOidc(
  given: OidcEnvironment,
): { readonly oidc: OidcSettings | undefined } | { readonly problems: readonly string[] } {
  const { issuer, clientId } = given
  if (issuer === undefined) return { oidc: undefined }
  const roles = given.roles
    .split(',')
    .map(pair => pair.trim())
    .filter(pair => pair !== '')
    .map(pair => {
      const [, group = '', role = ''] = /^(.+)=([a-z]+)$/.exec(pair) ?? []
      return { pair, group: group.trim(), role }
    })
  const problems = [
    ...issuerProblems(issuer),
    ...(clientId === undefined
      ? ['TOCSIN_OIDC_CLIENT_ID: write the name under which the provider knows Tocsin.']
      : []),
    ...roles
      .filter(({ role }) => !isMemberRole(role))
      .map(
        ({ pair }) =>
          `TOCSIN_OIDC_ROLES: "${pair}" is none; write group=role, with one of ${MEMBER_ROLES.join(', ')}.`,
      ),
  ]
  if (problems.length > 0 || clientId === undefined) return { problems }
  return {
    oidc: {
      issuer,
      clientId,
      clientSecret: given.clientSecret,
      title: given.title ?? new URL(issuer).hostname,
      scope: given.scope,
      groupsClaim: given.groupsClaim,
      roles: roles.flatMap(({ group, role }) => (isMemberRole(role) ? [{ group, role }] : [])),
      trustsEmail: given.trustsEmail,
    },
  }
}

/** Whoever can change what an issuer says decides who comes in, so it is asked over TLS, or on this machine. */
function issuerProblems(issuer: string): readonly string[] {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))
  return isSafe ? [] : ['TOCSIN_OIDC_ISSUER: write its address, as https://login.acme.example.']
}

/** The first role that is some group’s; undefined where none is. */
export function roleFor(
  { roles }: Pick<OidcSettings, 'roles'>,
  groups: ReadonlySet<string>,
): MemberRole | undefined {
  return roles.find(({ group }) => group === '*' || groups.has(group))?.role
}
