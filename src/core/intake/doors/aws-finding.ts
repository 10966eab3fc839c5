// GuardDuty's findings, and those that Security Hub collects.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import type { Fields } from '#/core/intake/doors/payload.ts'
import { fieldsAt, listAt, reportOf, textAt, timeMsOf } from '#/core/intake/doors/payload.ts'
import type { Report } from '#/core/intake/doors/reading.ts'

/** A finding of GuardDuty has a type such as `Recon:EC2/Portscan`, and a number for its weight. */
export function isFinding(given: unknown): given is Fields {
  return (
    isObject(given) &&
    /^[A-Za-z0-9]+:[A-Za-z0-9]+\/\S+$/.test(textAt(given, 'type')) &&
    textAt(given, 'severity') !== '' &&
    textAt(given, 'id', 'arn') !== ''
  )
}

/** Their own bounds: low to 3.9, medium to 6.9, high to 8.9, critical above. */
function weightOf(severity: string): string {
  const number = Number(severity)
  if (!Number.isFinite(number)) return severity
  if (number >= 9) return 'critical'
  if (number >= 7) return 'high'
  return number >= 4 ? 'medium' : 'low'
}

export function readFinding(finding: Fields): Report {
  const resource = fieldsAt(finding, 'resource')
  return reportOf({
    key: textAt(finding, 'id', 'arn'),
    state: textAt(finding, 'service.archived') === 'true' ? 'resolved' : 'firing',
    title: textAt(finding, 'title', 'type'),
    description: textAt(finding, 'description'),
    urgency: weightOf(textAt(finding, 'severity')),
    systems: [
      textAt(resource, 'instanceDetails.instanceId'),
      textAt(resource, 'accessKeyDetails.userName'),
      textAt(resource, 'eksClusterDetails.name'),
      textAt(resource, 'rdsDbInstanceDetails.dbInstanceIdentifier'),
      textAt(resource, 'lambdaDetails.functionName'),
      ...listAt(resource, 's3BucketDetails').map(bucket => textAt(bucket, 'name')),
    ],
    startsAtMs: timeMsOf(textAt(finding, 'service.eventFirstSeen', 'createdAt')),
    labels: {
      finding_type: textAt(finding, 'type'),
      account: textAt(finding, 'accountId'),
      region: textAt(finding, 'region'),
      severity_number: textAt(finding, 'severity'),
      resource: textAt(resource, 'resourceType'),
      remote: textAt(
        finding,
        'service.action.networkConnectionAction.remoteIpDetails.ipAddressV4',
        'service.action.awsApiCallAction.remoteIpDetails.ipAddressV4',
        'service.action.awsApiCallAction.remoteIpAddress',
      ),
    },
  })
}

/** A finding in the format of Security Hub, which many products write. */
export function isHubFinding(given: unknown): given is Fields {
  return isObject(given) && textAt(given, 'ProductArn') !== '' && textAt(given, 'Id') !== ''
}

export function readHubFindings(findings: readonly unknown[]): readonly Report[] {
  return findings.filter(isHubFinding).map(readHubFinding)
}

/** What its owner or its product has put away; a control that passes says so in the same words. */
function isOver(finding: Fields): boolean {
  return (
    textAt(finding, 'RecordState').toUpperCase() === 'ARCHIVED' ||
    ['RESOLVED', 'SUPPRESSED'].includes(textAt(finding, 'Workflow.Status').toUpperCase()) ||
    textAt(finding, 'Compliance.Status').toUpperCase() === 'PASSED'
  )
}

function readHubFinding(finding: Fields): Report {
  const resources = listAt(finding, 'Resources')
  return reportOf({
    key: textAt(finding, 'Id'),
    state: isOver(finding) ? 'resolved' : 'firing',
    title: textAt(finding, 'Title', 'GeneratorId'),
    description: textAt(finding, 'Description'),
    urgency: textAt(finding, 'Severity.Label', 'FindingProviderFields.Severity.Label'),
    systems: resources.map(resource => textAt(resource, 'Id')),
    startsAtMs: timeMsOf(textAt(finding, 'FirstObservedAt', 'CreatedAt')),
    labels: {
      account: textAt(finding, 'AwsAccountId'),
      region: textAt(finding, 'Region'),
      product: textAt(finding, 'ProductName'),
      generator: textAt(finding, 'GeneratorId'),
      finding_type: textAt({ first: listAt(finding, 'Types')[0] }, 'first'),
      resource: textAt(resources[0], 'Type'),
    },
  })
}
