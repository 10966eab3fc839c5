import type { Answer, Asked, Said } from '#/http/doors/answer.ts'

/** As the CloudEvents profile for web hooks has it: 202 for what was taken, 410 for a door to which nothing may be sent any more. */
export function answerCloudEvents(said: Said): Answer | undefined {
  if (said.is === 'taken' || said.is === 'ignored') return { status: 202 }
  return said.is === 'closed' ? { status: 410 } : undefined
}

/**
 * The handshake before the first event: the sender asks whether it may send here at all. It is told yes, since what it sends needs
 * a key in any case; the address at which it could be told so later is not called.
 */
export function shakeHands({ headers }: Asked): Answer {
  const origin = headers['webhook-request-origin']
  if (origin === undefined) return { status: 200, headers: { allow: 'POST, OPTIONS' } }
  return {
    status: 200,
    headers: {
      allow: 'POST, OPTIONS',
      'webhook-allowed-origin': origin,
      'webhook-allowed-rate': headers['webhook-request-rate'] ?? '*',
    },
  }
}
