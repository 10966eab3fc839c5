// GitHub: what it finds in the code of a repository and in what that leans on. Everything else that it tells is no trouble.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import type { Fields, Found } from '#/core/intake/doors/payload.ts'
import {
  isNotEmpty,
  at,
  jsonIn,
  listAt,
  reportOf,
  textAt,
  timeMsOf,
  urlOf,
} from '#/core/intake/doors/payload.ts'
import type { DoorReader, DoorReading, Report } from '#/core/intake/doors/reading.ts'

type States = Readonly<Record<string, Report['state']>>
type Kind = {
  /** What each action makes of the alert; an action that is not here changes nothing. */
  readonly states: States
  /** How the alert stands at GitHub when it is really over: an action on one branch may leave it open on others. */
  readonly over?: ReadonlySet<string>
  readonly read: (body: Fields) => Omit<Found, 'state'>
}

export const readGithub: DoorReader = ({ headers, body }) => {
  const event = headers['x-github-event'] ?? ''
  if (event === '') return { malformed: 'the header X-GitHub-Event is missing' }
  // A hook may be set to send a form, with the JSON in one field.
  const payload =
    isObject(body) && typeof body['payload'] === 'string' ? jsonIn(body['payload']) : body
  if (!isObject(payload)) return { malformed: 'the body must be a JSON object' }
  const kind = Object.hasOwn(KINDS, event) ? KINDS[event] : undefined
  if (kind === undefined) return { ignored: `${event} reports no trouble` }
  return readKind(kind, event, payload)
}

function readKind(kind: Kind, event: string, body: Fields): DoorReading {
  const action = textAt(body, 'action')
  const said = Object.hasOwn(kind.states, action) ? kind.states[action] : undefined
  if (said === undefined) return { ignored: `${event} ${action} changes nothing` }
  const stands = textAt(body, 'alert.state')
  const isOver = kind.over === undefined || stands === '' || kind.over.has(stands)
  const state = said === 'resolved' && !isOver ? 'firing' : said
  const found = kind.read(body)
  if (found.key.endsWith('/')) return { malformed: `${event} without a number or an id` }
  return { reports: [reportOf({ ...found, state })] }
}

/** By its id where there is one: a repository that is renamed stays the same. */
function repositoryOf(body: Fields): string {
  return textAt(body, 'repository.id', 'repository.full_name') || 'github'
}

function common(body: Fields, alert: unknown) {
  const repository = textAt(body, 'repository.full_name')
  return {
    systems: repository === '' ? [] : [repository],
    startsAtMs: timeMsOf(at(alert, 'created_at')),
    labels: {
      repository,
      visibility: textAt(body, 'repository.visibility'),
      event_action: textAt(body, 'action'),
      number: textAt(alert, 'number'),
    },
  }
}

function inRepository(title: string, body: Fields): string {
  const repository = textAt(body, 'repository.full_name')
  return repository === '' ? title : `${title} in ${repository}`
}

function readDependabot(body: Fields): Omit<Found, 'state'> {
  const alert = at(body, 'alert')
  const shared = common(body, alert)
  const name = textAt(alert, 'dependency.package.name', 'security_vulnerability.package.name')
  const summary = textAt(alert, 'security_advisory.summary')
  const fixed = textAt(alert, 'security_vulnerability.first_patched_version.identifier')
  return {
    ...shared,
    key: `${repositoryOf(body)}/dependabot/${textAt(alert, 'number')}`,
    title: inRepository(summary || `Vulnerable dependency ${name}`, body),
    description: [
      textAt(alert, 'security_advisory.description'),
      fixed === '' ? '' : `Mended in ${name} ${fixed}.`,
    ]
      .filter(isNotEmpty)
      .join('\n\n'),
    urgency: textAt(alert, 'security_vulnerability.severity', 'security_advisory.severity'),
    url: urlOf(textAt(alert, 'html_url')),
    labels: {
      ...shared.labels,
      package: name,
      ecosystem: textAt(alert, 'dependency.package.ecosystem'),
      scope: textAt(alert, 'dependency.scope'),
      ghsa: textAt(alert, 'security_advisory.ghsa_id'),
      cve: textAt(alert, 'security_advisory.cve_id'),
    },
  }
}

function readCodeScanning(body: Fields): Omit<Found, 'state'> {
  const alert = at(body, 'alert')
  const shared = common(body, alert)
  const what = textAt(alert, 'rule.description', 'rule.full_description', 'rule.name', 'rule.id')
  return {
    ...shared,
    key: `${repositoryOf(body)}/code-scanning/${textAt(alert, 'number')}`,
    title: inRepository(what || 'Code scanning alert', body),
    description: textAt(
      alert,
      'most_recent_instance.message.text',
      'rule.full_description',
      'rule.description',
    ),
    urgency: textAt(alert, 'rule.security_severity_level', 'rule.severity'),
    url: urlOf(textAt(alert, 'html_url')),
    labels: {
      ...shared.labels,
      rule: textAt(alert, 'rule.id'),
      tool: textAt(alert, 'tool.name'),
      ref: textAt(body, 'ref'),
      file: textAt(alert, 'most_recent_instance.location.path'),
    },
  }
}

/** The secret itself, should it ever come along, is not read. */
function readSecretScanning(body: Fields): Omit<Found, 'state'> {
  const alert = at(body, 'alert')
  const shared = common(body, alert)
  const type = textAt(alert, 'secret_type_display_name', 'secret_type')
  return {
    ...shared,
    key: `${repositoryOf(body)}/secret-scanning/${textAt(alert, 'number')}`,
    title: inRepository(`Secret in the code: ${type || 'of unknown type'}`, body),
    urgency: textAt(alert, 'publicly_leaked') === 'true' ? 'critical' : '',
    url: urlOf(textAt(alert, 'html_url')),
    labels: {
      ...shared.labels,
      secret_type: textAt(alert, 'secret_type'),
      validity: textAt(alert, 'validity'),
      publicly_leaked: textAt(alert, 'publicly_leaked'),
      push_protection_bypassed: textAt(alert, 'push_protection_bypassed'),
      resolution: textAt(alert, 'resolution'),
    },
  }
}

function readVulnerability(body: Fields): Omit<Found, 'state'> {
  const alert = at(body, 'alert')
  const shared = common(body, alert)
  const name = textAt(alert, 'affected_package_name')
  const id = textAt(alert, 'external_identifier', 'ghsa_id')
  return {
    ...shared,
    key: `${repositoryOf(body)}/vulnerability/${textAt(alert, 'number', 'id')}`,
    title: inRepository(`Vulnerable dependency ${name} (${id})`, body),
    description: textAt(alert, 'affected_range'),
    urgency: textAt(alert, 'severity'),
    url: urlOf(textAt(alert, 'external_reference')),
    labels: { ...shared.labels, package: name, ghsa: textAt(alert, 'ghsa_id'), cve: id },
  }
}

/** Of the world's advisories, and of one's own repositories: `reported` is a stranger who writes in private. */
function readAdvisory(body: Fields): Omit<Found, 'state'> {
  const name = isObject(body['repository_advisory']) ? 'repository_advisory' : 'security_advisory'
  const advisory = at(body, name)
  const shared = common(body, advisory)
  const packages = listAt(advisory, 'vulnerabilities').map(one => textAt(one, 'package.name'))
  return {
    ...shared,
    key: `advisory/${textAt(advisory, 'ghsa_id')}`,
    title: textAt(advisory, 'summary') || `Security advisory ${textAt(advisory, 'ghsa_id')}`,
    description: textAt(advisory, 'description'),
    urgency: textAt(advisory, 'severity'),
    url: urlOf(
      textAt(advisory, 'html_url'),
      `https://github.com/advisories/${textAt(advisory, 'ghsa_id')}`,
    ),
    labels: {
      ...shared.labels,
      ghsa: textAt(advisory, 'ghsa_id'),
      cve: textAt(advisory, 'cve_id') || cveOf(advisory),
      package: packages[0] ?? '',
    },
  }
}

function cveOf(advisory: unknown): string {
  const cve = listAt(advisory, 'identifiers').find(one => textAt(one, 'type') === 'CVE')
  return textAt(cve, 'value')
}

const KINDS: Readonly<Record<string, Kind>> = {
  dependabot_alert: {
    states: {
      created: 'firing',
      reintroduced: 'firing',
      reopened: 'firing',
      auto_reopened: 'firing',
      fixed: 'resolved',
      dismissed: 'resolved',
      auto_dismissed: 'resolved',
    },
    over: new Set(['fixed', 'dismissed', 'auto_dismissed']),
    read: readDependabot,
  },
  code_scanning_alert: {
    states: {
      created: 'firing',
      reopened: 'firing',
      reopened_by_user: 'firing',
      appeared_in_branch: 'firing',
      fixed: 'resolved',
      closed_by_user: 'resolved',
    },
    over: new Set(['fixed', 'dismissed', 'closed']),
    read: readCodeScanning,
  },
  secret_scanning_alert: {
    states: {
      created: 'firing',
      reopened: 'firing',
      publicly_leaked: 'firing',
      resolved: 'resolved',
      revoked: 'resolved',
    },
    over: new Set(['resolved', 'revoked']),
    read: readSecretScanning,
  },
  repository_vulnerability_alert: {
    states: { create: 'firing', reopen: 'firing', resolve: 'resolved', dismiss: 'resolved' },
    read: readVulnerability,
  },
  security_advisory: {
    states: { published: 'firing', updated: 'firing', withdrawn: 'resolved' },
    read: readAdvisory,
  },
  repository_advisory: {
    states: { reported: 'firing', published: 'firing' },
    read: readAdvisory,
  },
}
