import { z } from 'zod'

import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { TIERS_MAX } from '#/core/plan/limits.ts'
import {
  choice,
  elementKeys,
  fullList,
  id,
  line,
  list,
  shape,
  whole,
} from '#/core/plan/source/words.ts'

/** When it is worked, and what may be affected. */

const DATE_EXPECTED = 'a date such as 2026-12-24'
const date = z.string({ error: DATE_EXPECTED }).regex(/^\d{4}-\d{2}-\d{2}$/, DATE_EXPECTED)

const HOURS_EXPECTED = 'hours such as 09:00-17:30'
const hours = z
  .string({ error: HOURS_EXPECTED })
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, HOURS_EXPECTED)

const PLACE_EXPECTED = 'a place such as DE, DE-BY or US-NY'
const place = line.regex(/^[A-Z]{2}(-[A-Za-z0-9]+){0,2}$/, PLACE_EXPECTED)

export const calendar = shape({
  ...elementKeys,
  place: place
    .optional()
    .describe('Whose zone and public holidays it has, Monday to Friday: DE, DE-BY, US-NY.'),
  zone: line
    .optional()
    .describe('IANA time zone. Without it, that of the place, otherwise of the plan.'),
  holidays: list(place, 'a list of places')
    .optional()
    .describe('Places whose public holidays are not worked. Without it, that of `place`.'),
  days: fullList(choice(WEEKDAYS), 'a list of days')
    .optional()
    .describe('Days of the week that are worked. Without it, mon to fri.'),
  hours: hours
    .optional()
    .describe('Working hours of a working day, such as 09:00-17:30. Without it, the whole day.'),
  closed: list(date, 'a list of dates').optional().describe('Dates that are not worked besides.'),
  open: list(date, 'a list of dates')
    .optional()
    .describe('Dates that are worked although they are a weekend or a holiday.'),
})
export type CalendarSource = z.infer<typeof calendar>

export const system = shape({
  ...elementKeys,
  tier: whole(1, TIERS_MAX).optional().describe('How critical it is; 1 is the most critical.'),
  owner: id.optional().describe('Who answers for it: a role, position or group.'),
})
