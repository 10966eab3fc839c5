import type { CSSProperties, ReactNode } from 'react'
import { useNow } from '../ui/clock.ts'
import { usePersonName } from '../ui/person.tsx'
import { shownIn } from '../ui/when.ts'
import { useLanguage } from '../words/words.ts'
import type { ShownRota, ShownStretch } from './calendar.tsx'
import { dateOfMs, placeIn } from './days.ts'
import type { Week } from './days.ts'
import { hueOf } from './hue.ts'
import classes from './oncall.module.css'

/** One week: its days, a line for each layer, and the line that counts. */
export function WeekLines({
  rota,
  week,
  people,
  withLayers,
  pick,
}: {
  readonly rota: ShownRota
  readonly week: Week
  readonly people: readonly string[]
  readonly withLayers: boolean
  readonly pick: (shift: ShownStretch) => void
}) {
  const { words } = useLanguage()
  return (
    <div className={classes['week']}>
      <Days week={week} holidays={rota.holidays} />
      {withLayers &&
        rota.layers.map(layer => (
          <Line key={layer.title} title={layer.title} week={week}>
            {layer.stretches.map(stretch => (
              <Bar key={stretch.from} stretch={stretch} week={week} people={people} />
            ))}
          </Line>
        ))}
      <Line title={words.onCall.final} week={week} isFinal>
        {rota.stretches.map(stretch => (
          <Bar key={stretch.from} stretch={stretch} week={week} people={people} pick={pick} />
        ))}
      </Line>
    </div>
  )
}

function Days({ week, holidays }: { readonly week: Week; readonly holidays: readonly string[] }) {
  const { words, language } = useLanguage()
  const today = dateOfMs(useNow())
  const shape = { weekday: 'short', day: 'numeric', month: 'numeric' } as const
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  return (
    <div className={classes['row']}>
      <span />
      <div className={classes['days']}>
        {week.days.map(({ date, from, to }) => {
          const isHoliday = holidays.includes(date)
          const looks = [
            classes['day'],
            date === today ? classes['today'] : '',
            isHoliday ? classes['holiday'] : '',
          ]
          return (
            <span
              key={date}
              className={looks.join(' ')}
              style={{ flex: `${to - from} 1 0` }}
              aria-current={date === today ? 'date' : undefined}
            >
              {new Date(from).toLocaleDateString(locale, shape)}
              {isHoliday && ` · ${words.onCall.holiday}`}
            </span>
          )
        })}
      </div>
    </div>
  )
}

function Line({
  title,
  week,
  isFinal = false,
  children,
}: {
  readonly title: string
  readonly week: Week
  readonly isFinal?: boolean
  readonly children: ReactNode
}) {
  const { words } = useLanguage()
  const now = new Date(useNow()).toISOString()
  const line = placeIn(week, { from: now, to: new Date(week.to).toISOString() })
  const isNow = line !== undefined && Date.parse(now) >= week.from
  return (
    <div
      className={`${classes['row']} ${isFinal ? classes['final'] : ''}`}
      role="group"
      aria-label={words.onCall.lineOf(title)}
    >
      <span className={classes['label']} title={title}>
        {title}
      </span>
      <div className={classes['track']}>
        {children}
        {isNow && <span className={classes['line']} style={{ left: `${line.left}%` }} />}
      </div>
    </div>
  )
}

/** What is thinner, in percent of a week, no finger hits: it is chosen from the list below. */
const PRESSED_WIDTH_MIN = 4

function Bar({
  stretch,
  week,
  people,
  pick,
}: {
  readonly stretch: ShownStretch
  readonly week: Week
  readonly people: readonly string[]
  readonly pick?: (shift: ShownStretch) => void
}) {
  const { words, language } = useLanguage()
  const name = usePersonName()
  const now = useNow()
  const place = placeIn(week, stretch)
  const { person, override, from, to } = stretch
  // Of a layer alone its hours are none to warn of.
  if (place === undefined || (person === null && pick === undefined)) return null
  const who = person === null ? words.onCall.gap : name(person)
  const time = (at: string) => shownIn(language, at, { now, day: 'always' })
  const label = words.onCall.barOf(
    override === null ? who : `${who} (${words.onCall.override})`,
    time(from),
    time(to),
  )
  const looks = [
    classes['bar'],
    person === null ? classes['nobody'] : '',
    override === null ? '' : classes['taken'],
  ].join(' ')
  const style: CSSProperties & Record<string, string | number> = {
    left: `${place.left}%`,
    width: `${place.width}%`,
    '--hue': person === null ? 0 : hueOf(person, people),
  }
  if (pick === undefined || place.width < PRESSED_WIDTH_MIN)
    return (
      <span className={looks} style={style} title={label}>
        {who}
      </span>
    )
  return (
    <button
      type="button"
      className={looks}
      style={style}
      title={label}
      aria-label={label}
      onClick={() => pick(stretch)}
    >
      {who}
    </button>
  )
}
