// Where Slack and Twilio ask back. Neither has a token of ours: each signs what it asks, over the body as it came.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Doors } from '#/app/channels/doors.ts'
import type { SlackDoor } from '#/app/channels/slack-door.ts'
import type { SlackSigned } from '#/app/channels/signature.ts'
import type { TwilioAsked, TwilioDoor, Twiml } from '#/app/channels/twilio-door.ts'
import { problem } from '#/http/problem.ts'
import { sendProblem } from '#/http/send.ts'

/** Slack sends the whole message along with a click on it. */
const BODY_BYTES_MAX = 262_144

export function registerChannelDoors(app: FastifyInstance, { slack, twilio }: Doors): void {
  app.register(
    (scope, _options, done) => {
      scope.removeAllContentTypeParsers()
      const options = { parseAs: 'buffer' as const, bodyLimit: BODY_BYTES_MAX }
      scope.addContentTypeParser('*', options, (_request, body, parsed) => parsed(null, body))
      addSlack(scope, slack)
      addTwilio(scope, twilio)
      done()
    },
    { prefix: '/in' },
  )
}

function addSlack(scope: FastifyInstance, door: SlackDoor | undefined): void {
  scope.post('/slack/actions', async (request, reply) => {
    if (door === undefined) return sendProblem(request, reply, problem('route-unknown'))
    const done = await door.act(signedBySlack(request))
    return done === 'forged' ? forged(reply) : reply.status(200).send()
  })
  scope.post('/slack/commands', async (request, reply) => {
    if (door === undefined) return sendProblem(request, reply, problem('route-unknown'))
    const done = await door.command(signedBySlack(request))
    if (done === 'forged') return forged(reply)
    return reply.send({ response_type: 'ephemeral', text: done.text })
  })
}

type Keyed = { Params: { token: string } }
type Reported = { Params: { channel: string; about: string } }

function addTwilio(scope: FastifyInstance, door: TwilioDoor | undefined): void {
  scope.post('/twilio/sms', async (request, reply) =>
    door === undefined
      ? sendProblem(request, reply, problem('route-unknown'))
      : sendTwiml(reply, await door.text(signedByTwilio(request))),
  )
  scope.post<Keyed>('/twilio/voice/:token', async (request, reply) =>
    door === undefined
      ? sendProblem(request, reply, problem('route-unknown'))
      : sendTwiml(reply, await door.key(signedByTwilio(request), request.params.token)),
  )
  scope.post<Reported>('/twilio/status/:channel/:about', async (request, reply) => {
    if (door === undefined) return sendProblem(request, reply, problem('route-unknown'))
    const { channel, about } = request.params
    const done = await door.status(signedByTwilio(request), channel, about)
    return done === 'forged' ? forged(reply) : reply.status(204).send()
  })
}

function sendTwiml(reply: FastifyReply, answer: Twiml | 'forged'): FastifyReply {
  if (answer === 'forged') return forged(reply)
  return reply.type('text/xml; charset=utf-8').send(answer.twiml)
}

function forged(reply: FastifyReply): FastifyReply {
  return reply.status(401).type('text/plain; charset=utf-8').send('The signature is not right.\n')
}

function signedBySlack(request: FastifyRequest): SlackSigned {
  return {
    signature: headerOf(request, 'x-slack-signature'),
    timestamp: headerOf(request, 'x-slack-request-timestamp'),
    body: bodyOf(request),
  }
}

function signedByTwilio(request: FastifyRequest): TwilioAsked {
  return {
    signature: headerOf(request, 'x-twilio-signature'),
    path: request.raw.url ?? '',
    body: bodyOf(request),
  }
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}

function bodyOf({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
}
