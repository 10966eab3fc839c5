import type { House } from './house.ts'

/** Ids of a few incidents as a company has them: two open, one practised, one that few may see, one that is over. */
export type Sample = {
  readonly breach: string
  readonly outage: string
  readonly exercise: string
  readonly quiet: string
  readonly over: string
}

/** Fills a house whose plan is creditnexus, over the last day of its time. */
export async function declareSample(house: House): Promise<Sample> {
  const ana = await house.as('ana')
  const bo = await house.as('bo')
  const eli = await house.as('eli')
  const told = (id: string, name: string) => `/api/incidents/${id}/${name}`
  const { id: over } = await house.declare('eli', {
    title: 'Exports were slow',
    source: 'user-report',
    systems: ['exports'],
  })
  await eli('POST', told(over, 'note'), { text: 'One query without its index.' })
  await ana('POST', told(over, 'declassify'), { reason: 'Nobody waited longer than a minute.' })
  await house.pass({ hours: 3 })
  const { id: outage } = await house.declare('eli', {
    title: 'Payments are refused for some customers',
    description: 'About one in ten card payments ends with **503** since the last release.',
    source: 'system-monitoring',
    systems: ['payments', 'gateway'],
  })
  await ana('POST', told(outage, 'acknowledge'), {})
  await ana('POST', told(outage, 'classify'), { severity: 'P1', type: 'outage' })
  await ana('POST', told(outage, 'note'), {
    text: 'Rolled back to `2026.9`; watching the **error rate**.\n\n- gateway is back\n- two pods left',
  })
  const { id: exercise } = await house.declare('bo', {
    title: 'Practice: the backup does not restore',
    exercise: true,
  })
  await house.pass({ hours: 1 })
  const { id: quiet } = await house.declare('ana', { title: 'A colleague under suspicion' })
  await ana('POST', told(quiet, 'restrict'), { to: ['ana', 'cai'] })
  await house.pass({ minutes: 40 })
  const { id: breach } = await house.declare('cai', {
    title: 'Customer records copied from the reporting database',
    description: 'A read of 40,000 rows by an account that nobody knows.',
    source: 'security-monitoring',
    systems: ['reporting-db'],
  })
  await ana('POST', told(breach, 'acknowledge'), {})
  await ana('POST', told(breach, 'classify'), { severity: 'P0', type: 'data-breach' })
  await ana('POST', told(breach, 'update'), {
    to: ['everyone'],
    text: 'We are looking at who read the records. The account is locked.',
  })
  await bo('POST', told(breach, 'note'), {
    text: 'Access logs of the last **30 days** are being copied.',
  })
  await house.pass({ minutes: 20 })
  return { breach, outage, exercise, quiet, over }
}

/** Two rotas, one of them with a time of nobody, somebody who stands in, and a swap that Ana is asked for. */
export async function rotaSample(house: House): Promise<void> {
  const starts = '2026-01-05T09:00'
  const { version } = (await house.operator('GET', '/api/directory/book')) as { version: number }
  const payments = {
    title: 'Payments',
    zone: 'Europe/Luxembourg',
    holidays: 'LU',
    layers: [
      { title: 'Weeks', people: ['ana', 'bo', 'eli'], turn: '1 week', starts },
      {
        title: 'Weekend nights',
        people: ['fay', 'cai'],
        turn: '1 week',
        starts,
        hours: [{ days: ['fri', 'sat'], from: '22:00', to: '08:00' }],
      },
    ],
  }
  const office = {
    title: 'Office hours of the reporting team',
    zone: 'Europe/Luxembourg',
    layers: [
      {
        title: 'Days',
        people: ['dee', 'gus'],
        turn: '1 day',
        starts,
        hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
      },
    ],
  }
  await house.operator('POST', '/api/directory/changes', {
    since: version,
    changes: [
      { is: 'rota', id: 'payments', rota: payments },
      { is: 'rota', id: 'office', rota: office },
    ],
  })
}
