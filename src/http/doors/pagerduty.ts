import type { Answer, Said } from '#/http/doors/answer.ts'

/** As PagerDuty's Events API v2 answers: its clients count only 202, and read `dedup_key`. */
export function answerPagerDuty(said: Said): Answer | undefined {
  switch (said.is) {
    case 'taken': {
      const [report] = said.reports
      const body = { status: 'success', message: 'Event processed', dedup_key: report?.key }
      return { status: 202, body }
    }
    case 'ignored':
      return { status: 202, body: { status: 'success', message: 'Change event processed' } }
    case 'malformed':
      return invalid(400, said.why)
    case 'no-key':
      return invalid(401, 'Invalid routing key')
    case 'closed':
      return invalid(403, 'This routing key is switched off')
    case 'too-large':
      return invalid(413, `the event is longer than ${said.bytesMax} bytes`)
    case 'too-fast':
      return {
        status: 429,
        headers: { 'retry-after': String(said.seconds) },
        body: {
          status: 'throttle exceeded',
          message: 'Requests for this service are arriving too quickly. Please retry later.',
        },
      }
    default:
      return undefined
  }
}

function invalid(status: number, why: string): Answer {
  const body = { status: 'invalid event', message: 'Event object is invalid', errors: [why] }
  return { status, body }
}
