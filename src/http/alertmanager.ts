// An Alertmanager, as far as Prometheus and amtool can tell: its API v2, and the receiver of its webhook. Errors are what
// its clients understand: a JSON string.
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { addAlertRoutes } from '#/http/alertmanager-alerts.ts'
import { addSilenceRoutes } from '#/http/alertmanager-silences.ts'
import { addStatusRoutes } from '#/http/alertmanager-status.ts'
import type { AlertmanagerNeeds } from '#/http/alertmanager-answer.ts'
import { refuse } from '#/http/alertmanager-answer.ts'
import { isAway } from '#/http/failure.ts'

/** Adds all routes below `base`, with a reader of bodies and answers to errors of their own. */
export function registerAlertmanager(app: FastifyInstance, needs: AlertmanagerNeeds): void {
  app.register(
    (scope, _options, done) => {
      readOnlyJson(scope)
      scope.setErrorHandler(answerErrors(needs))
      scope.setNotFoundHandler((request, reply) =>
        refuse(reply, 404, `path ${request.url.split('?')[0] ?? ''} was not found`),
      )
      addAlertRoutes(scope, needs)
      addSilenceRoutes(scope, needs)
      addStatusRoutes(scope, needs)
      done()
    },
    { prefix: needs.base },
  )
}

/** As Alertmanager: any other type is 415. Names such as `__proto__` are labels like others here, and never looked up. */
function readOnlyJson(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (_request, body: Buffer, done) => {
      try {
        done(null, JSON.parse(body.toString()))
      } catch (cause) {
        done(Object.assign(new Error('the body is not JSON', { cause }), { statusCode: 400 }))
      }
    },
  )
}

/** As Alertmanager, a JSON string; 503 where the same request will pass once the database is back. */
function answerErrors({ report }: AlertmanagerNeeds) {
  return (error: FastifyError, _request: unknown, reply: FastifyReply): FastifyReply => {
    const status = error.statusCode ?? 500
    if (status < 500) return refuse(reply, status, error.message)
    report(error)
    return isAway(error)
      ? refuse(reply, 503, 'the database does not answer; send it again')
      : refuse(reply, 500, 'the server could not do it; try again')
  }
}
