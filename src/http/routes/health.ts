// For the machines that watch this one, and for whoever opens the address in a browser.
import { z } from 'zod'
import { databaseAnswers } from '#/app/readyz.ts'
import { REFUSALS } from '#/core/refusal.ts'
import { markup, page, PAGE_HEADERS } from '#/http/page.ts'
import { PROBLEMS } from '#/http/problem-codes.ts'
import { mendOf, problem, titleOf } from '#/http/problem.ts'
import type { Code } from '#/http/problem.ts'
import { givesJson, givesText, openRoute } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { STATUS } from '#/http/status.ts'

const CODES = [...Object.keys(REFUSALS), ...Object.keys(PROBLEMS)] as readonly Code[]

const ERRORS_PAGE = page('What went wrong', {
  html: CODES.map(
    code =>
      markup`<h2 id="${code}">${titleOf(code)}</h2>
        <p><code>${code}</code>, HTTP ${STATUS[code]}. ${mendOf(code)}</p>`.html,
  ).join('\n'),
})

const FRONT_PAGE = page('Tocsin is running', {
  html: `<p>An incident response plan, kept like a promise. The page for people was not built: <code>npm start</code> builds it. What there is without it:</p>
<ul>
<li>At a terminal: <code>bin/tocsin --help</code></li>
<li>For programs: <a href="/openapi.json">/openapi.json</a> describes everything under <code>/api</code></li>
<li>For Prometheus and Alertmanager: <code>/in/alertmanager</code></li>
<li>For the machines that watch this one: <a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a>, <a href="/metrics">/metrics</a></li>
</ul>`,
})

export const healthRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/',
    name: 'front-page',
    summary: 'What this is, and where to go next.',
    gives: givesText('A page for people.', 'text/html'),
    handle: () => ({ answer: FRONT_PAGE, headers: PAGE_HEADERS }),
  }),
  openRoute({
    method: 'GET',
    path: '/docs/errors',
    name: 'errors-page',
    summary: 'Every code that a problem may have, with what to do next.',
    gives: givesText('A page for people.', 'text/html'),
    handle: () => ({ answer: ERRORS_PAGE, headers: PAGE_HEADERS }),
  }),
  openRoute({
    method: 'GET',
    path: '/healthz',
    name: 'is-alive',
    summary: 'The program answers.',
    gives: givesText('It does.', 'text/plain'),
    handle: () => ({ answer: 'ok\n' }),
  }),
  openRoute({
    method: 'GET',
    path: '/readyz',
    name: 'is-ready',
    summary: 'The database answers and every loop goes round: requests may be sent here.',
    gives: givesJson('Ready.', z.object({ ready: z.literal(true) }).meta({ id: 'Ready' })),
    async handle({ needs: { shell, loops } }) {
      const dead = Object.keys(loops).filter(name => loops[name]?.isAlive() !== true)
      const missing = (await databaseAnswers(shell)) ? dead : ['database', ...dead]
      if (missing.length > 0) return { problem: problem('not-ready', { missing }) }
      return { answer: { ready: true as const } }
    },
  }),
  openRoute({
    method: 'GET',
    path: '/metrics',
    name: 'read-figures',
    summary: 'Figures of this process, for Prometheus. They tell of no incident.',
    gives: givesText('Prometheus text format.', 'text/plain'),
    handle: async ({ needs: { figures } }) => ({
      answer: await figures.read(),
      headers: { 'content-type': figures.contentType },
    }),
  }),
]
