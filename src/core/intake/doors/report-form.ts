// The public form for vulnerability reports: what somebody wrote there, as a report.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { isNotEmpty, oneLine, reportOf, textAt } from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'
import { REPORTED_FROM_OUTSIDE } from '#/core/intake/mail/security-mail.ts'

/** What the form takes; more is refused, and its writer told. */
export const FORM_LIMITS = {
  found: 10_000,
  where: 500,
  name: 200,
  contact: 254,
  least: 10,
} as const

export const readReportForm: DoorReader = ({ body }) => {
  const receipt = textAt(body, 'receipt')
  const found = textAt(body, 'found')
  if (!isObject(body) || receipt === '' || found === '')
    return { malformed: 'this door is the form at /report' }
  const [name, contact, where] = [
    textAt(body, 'name'),
    textAt(body, 'contact'),
    textAt(body, 'where'),
  ]
  const begins = oneLine(found.split('\n').find(isNotEmpty) ?? found)
  return {
    reports: [
      reportOf({
        key: receipt,
        state: 'firing',
        title: where === '' ? `Reported: ${begins}` : `Reported for ${oneLine(where)}: ${begins}`,
        description: [
          found,
          where === '' ? '' : `Where: ${where}`,
          contact === ''
            ? 'No contact was given.'
            : `Contact: ${[name, contact].filter(isNotEmpty).join(', ')}`,
          textAt(body, 'credit') === 'yes' ? 'Wants to be named when it is published.' : '',
          `Receipt: ${receipt}`,
        ]
          .filter(isNotEmpty)
          .join('\n\n'),
        source: REPORTED_FROM_OUTSIDE,
        labels: {
          receipt,
          where,
          ...(contact.includes('@') && { reporter: contact.toLowerCase() }),
        },
      }),
    ],
  }
}
