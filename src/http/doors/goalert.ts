import type { Answer, Asked, Said } from '#/http/doors/answer.ts'

/** As GoAlert's generic key answers: nothing, or what was made where JSON is asked for. */
export function answerGoalert(said: Said, { headers }: Asked): Answer | undefined {
  const wantsJson = /\bapplication\/json\b/i.test(headers['accept'] ?? '')
  switch (said.is) {
    case 'taken':
      return wantsJson
        ? { status: 200, body: { AlertID: said.id, ServiceID: said.reports[0]?.key, IsNew: true } }
        : { status: 204 }
    case 'ignored':
    case 'beat':
      return { status: 204 }
    case 'malformed':
      return { status: 400, body: `${said.why}\n` }
    case 'no-key':
      return { status: 401, body: 'unauthorized\n' }
    default:
      return undefined
  }
}
