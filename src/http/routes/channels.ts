// Over what messages leave, how that fares, and whether it works when somebody tries.
import { z } from 'zod'
import { CHANNELS } from '#/core/plan/plan.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { instantOrNull } from '#/http/shapes.ts'

const ADDRESS_CHARACTERS_MAX = 500

const CHANNEL_LIST = z
  .object({
    channels: z.array(
      z.object({
        channel: z.enum(CHANNELS),
        set_up: z.boolean().describe('Whether its settings are there.'),
        worked: instantOrNull.describe('When somebody last took a message over it.'),
        failed: instantOrNull.describe('When it last failed, and not for its recipient’s sake.'),
        failure: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ChannelList' })

const TRIED = z
  .object({
    delivered: z.boolean(),
    detail: z.string().describe('What became of it, and what to mend.'),
  })
  .meta({ id: 'ChannelTried' })

export const channelRoutes: readonly Route[] = [
  route('admin', {
    method: 'GET',
    path: '/api/channels',
    name: 'list-channels',
    summary: 'Over what messages leave, and how that fares.',
    gives: givesJson('Every channel, whether it is set up or not.', CHANNEL_LIST),
    async handle({ needs: { channels } }) {
      const all = await channels.list()
      return {
        answer: {
          channels: all.map(({ channel, isSetUp, workedAt, failedAt, failure }) => ({
            channel,
            set_up: isSetUp,
            worked: workedAt ?? null,
            failed: failedAt ?? null,
            failure: failure ?? null,
          })),
        },
      }
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/channels/{channel}/try',
    name: 'try-channel',
    summary: 'Send one message over a channel, to one’s own address or to another.',
    params: z.strictObject({ channel: z.enum(CHANNELS) }),
    takes: json(
      z.strictObject({
        to: z
          .string()
          .trim()
          .min(1)
          .max(ADDRESS_CHARACTERS_MAX)
          .regex(/^\P{C}+$/u, 'An address is printed on one line.')
          .optional()
          .describe('An address of this channel; one’s own when absent.'),
      }),
    ),
    gives: givesJson('What became of it.', TRIED),
    async handle({ needs: { channels }, caller, params: { channel }, body: { to } }) {
      const { person } = caller
      return { answer: await channels.trySending(channel, { person, address: to }) }
    },
  }),
]
