import { deepEqual, equal, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readGithub } from '#/core/intake/doors/github.ts'
import type { Report } from '#/core/intake/doors/reading.ts'

const read = (event: string, body: unknown) =>
  readGithub({ headers: { 'x-github-event': event }, body, nowMs: 0 })

function reportOf(event: string, body: unknown): Report {
  const given = read(event, body)
  ok('reports' in given, JSON.stringify(given))
  const [report] = given.reports
  ok(report !== undefined)
  return report
}

const repository = { id: 42, full_name: 'acme/shop', visibility: 'private' }
const dependabot = (action: string, state: string) => ({
  action,
  repository,
  alert: {
    number: 20,
    state,
    html_url: 'https://github.com/acme/shop/security/dependabot/20',
    created_at: '2026-03-01T02:00:00Z',
    dependency: { package: { ecosystem: 'npm', name: 'semver' }, scope: 'runtime' },
    security_advisory: { ghsa_id: 'GHSA-x', cve_id: 'CVE-2022-25883', summary: 'ReDoS in semver' },
    security_vulnerability: { severity: 'high', first_patched_version: { identifier: '7.5.2' } },
  },
})

test('T1.1 a Dependabot alert keeps its key from created to fixed and back', () => {
  const begun = reportOf('dependabot_alert', dependabot('created', 'open'))
  deepEqual(
    [begun.key, begun.state, begun.title, begun.urgency, begun.systems],
    ['42/dependabot/20', 'firing', 'ReDoS in semver in acme/shop', 'high', ['acme/shop']],
  )
  equal(begun.labels?.['cve'], 'CVE-2022-25883')
  const rest = [
    ['dismissed', 'dismissed', 'resolved'],
    ['auto_dismissed', 'auto_dismissed', 'resolved'],
    ['fixed', 'fixed', 'resolved'],
    ['reopened', 'open', 'firing'],
    ['reintroduced', 'open', 'firing'],
  ] as const
  for (const [action, state, expected] of rest) {
    const report = reportOf('dependabot_alert', dependabot(action, state))
    deepEqual([report.key, report.state], [begun.key, expected], action)
  }
  ok('ignored' in read('dependabot_alert', dependabot('assignees_changed', 'open')))
})

test('a code scanning alert that is fixed on one branch and open on others is not over', () => {
  const body = (action: string, state: string) => ({
    action,
    repository,
    alert: {
      number: 3,
      state,
      rule: { id: 'x', description: 'SQL from users', severity: 'error' },
    },
  })
  equal(reportOf('code_scanning_alert', body('fixed', 'open')).state, 'firing')
  equal(reportOf('code_scanning_alert', body('fixed', 'fixed')).state, 'resolved')
  equal(reportOf('code_scanning_alert', body('closed_by_user', 'dismissed')).state, 'resolved')
})

test('a leaked secret is told of without the secret', () => {
  const alert = { number: 9, state: 'open', secret_type: 'aws_key', secret: 'AKIA-not-to-be-shown' }
  const body = { action: 'publicly_leaked', repository, alert: { ...alert, publicly_leaked: true } }
  const report = reportOf('secret_scanning_alert', body)
  equal(report.urgency, 'critical')
  ok(!JSON.stringify(report).includes('AKIA'))
})

test('C5.10 what a stranger reports in private on a repository is a report', () => {
  const advisory = { ghsa_id: 'GHSA-1', summary: 'Login bypass', severity: 'critical' }
  const body = { action: 'reported', repository, repository_advisory: advisory }
  const report = reportOf('repository_advisory', body)
  deepEqual([report.key, report.title], ['advisory/GHSA-1', 'Login bypass'])
})

test('a hook that is set to send forms is read too', () => {
  const form = { payload: JSON.stringify(dependabot('created', 'open')) }
  equal(reportOf('dependabot_alert', form).key, '42/dependabot/20')
})

test('what is no report of GitHub is refused or ignored', () => {
  ok('ignored' in read('ping', { zen: 'x' }))
  ok('ignored' in read('constructor', {}))
  ok('malformed' in read('dependabot_alert', 'text'))
  ok('malformed' in read('dependabot_alert', { action: 'created' }))
  ok('malformed' in readGithub({ headers: {}, body: {}, nowMs: 0 }))
})

const EXAMPLES = dirname(
  fileURLToPath(import.meta.resolve('@octokit/webhooks-examples/package.json')),
)
/** Those of them that tell of trouble, and what becomes of it. */
const TROUBLE =
  /^(dependabot|code_scanning|secret_scanning|repository_vulnerability)_alert$|_advisory$/

test('every example of GitHub, of all its versions, is taken or ignored', () => {
  let seen = 0
  let reported = 0
  for (const version of readdirSync(EXAMPLES, { withFileTypes: true })) {
    if (!version.isDirectory()) continue
    const file = readFileSync(join(EXAMPLES, version.name, 'index.json'), 'utf8')
    const events = JSON.parse(file) as { name: string; examples: { action?: string }[] }[]
    for (const { name, examples } of events)
      for (const example of examples) {
        seen += 1
        const given = read(name, example)
        ok(!('malformed' in given), `${name}: ${JSON.stringify(given)}`)
        equal('reports' in given, TROUBLE.test(name), `${name} ${example.action}`)
        if ('reports' in given) reported += given.reports.length
      }
  }
  ok(seen > 500 && reported > 20, `${seen} seen, ${reported} reported`)
})
