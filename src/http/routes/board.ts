// Who one is, and everything that one may see as it happens.
import { z } from 'zod'
import { givesJson, givesLive, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'

const ME = z
  .object({
    token: z.object({ id: z.string(), name: z.string(), scopes: z.array(z.string()).readonly() }),
    person: z.object({ id: z.string(), name: z.string() }).nullable(),
    acting: z.boolean().describe('An operator speaks for this person.'),
    sees_restricted: z.boolean().describe('Every restricted incident, named or not.'),
  })
  .meta({ id: 'Me' })

export const boardRoutes: readonly Route[] = [
  route('any-token', {
    method: 'GET',
    path: '/api/me',
    name: 'get-me',
    summary: 'Which token this is, and for whom it speaks.',
    gives: givesJson('Who asks.', ME),
    async handle({ needs: { shell }, caller: { token, person, acting, seesAll } }) {
      const { people } = await shell.directory.current(shell.pool)
      const { id, name, scopes: allowed } = token
      return {
        answer: {
          token: { id, name, scopes: allowed },
          person:
            person === undefined ? null : { id: person, name: people.get(person)?.name ?? person },
          acting,
          sees_restricted: seesAll,
        },
      }
    },
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/live',
    name: 'watch-all',
    summary: 'How the open incidents stand, then every change of any incident, as it happens.',
    gives: givesLive(
      '`incident` as in the list, `ready` after the open ones, `gone` for one that is hidden from now on.',
    ),
    handle: ({ needs, caller }) => ({
      answer: connection => needs.live.watchAll(connection, caller),
    }),
  }),
]
