import { setImmediate } from 'node:timers/promises'
import type { House } from './house.ts'

type Labels = Readonly<Record<string, string>>

/** Sends alerts as Prometheus does, and waits until each group of them has found its incident. */
export async function sendAlerts(
  house: House,
  ...alerts: readonly { readonly labels: Labels; readonly annotations?: Labels }[]
): Promise<void> {
  await house.operator('POST', '/in/alertmanager/api/v2/alerts', alerts)
  for (;;) {
    const answer = (await house.operator('GET', '/api/signals')) as Answer
    if (answer.groups.every(({ incident }) => incident !== null)) return
    await setImmediate()
  }
}

type Answer = {
  readonly groups: readonly { readonly key: string; readonly incident: string | null }[]
}

/** A morning of alerts: two that belong together, one that somebody put away, one that few may see. */
export async function alertSample(
  house: House,
): Promise<{ readonly ended: string; readonly quiet: string }> {
  const ana = await house.as('ana')
  await sendAlerts(house, {
    labels: { alertname: 'CertificateExpires', service: 'www', severity: 'warning' },
    annotations: { summary: 'The certificate of www runs out in 6 days' },
  })
  const ended = await newest(house)
  await ana('POST', `/api/incidents/${ended}/declassify`, { reason: 'It renews itself tomorrow.' })
  await house.pass({ minutes: 2 })
  await sendAlerts(house, {
    labels: { alertname: 'RecordsRead', service: 'hr', severity: 'critical' },
    annotations: { summary: 'Personnel files were read at night' },
  })
  const quiet = await newest(house)
  await ana('POST', `/api/incidents/${quiet}/restrict`, { to: ['ana'] })
  await house.pass({ minutes: 1 })
  await sendAlerts(
    house,
    ...['db-1', 'db-2', 'db-3'].map(host => ({
      labels: {
        alertname: 'DiskFull',
        service: 'payments-db',
        cluster: 'eu-1',
        host,
        severity: 'critical',
      },
      annotations: {
        summary: 'Disks of the payments database are full',
        description: `${host} has 2 % left, and grows by 1 % an hour.`,
        runbook: 'https://wiki.creditnexus.example/disks',
      },
    })),
  )
  await house.pass({ minutes: 1 })
  await sendAlerts(house, {
    labels: {
      alertname: 'PaymentsSlow',
      service: 'payments',
      cluster: 'eu-1',
      severity: 'warning',
    },
    annotations: { summary: 'One payment in ten takes more than 3 s' },
  })
  return { ended, quiet }
}

async function newest(house: House): Promise<string> {
  const { incidents } = (await house.operator('GET', '/api/incidents?limit=1')) as {
    readonly incidents: readonly { readonly id: string }[]
  }
  return incidents[0]?.id ?? ''
}
