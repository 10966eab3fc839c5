import { ActionIcon, Menu, Text, UnstyledButton } from '@mantine/core'
import {
  ActivityLogIcon,
  BellIcon,
  CheckCircledIcon,
  DotsHorizontalIcon,
  ExclamationTriangleIcon,
  LightningBoltIcon,
  PaperPlaneIcon,
  Pencil1Icon,
} from '@radix-ui/react-icons'
import { memo, useState } from 'react'
import { Markdown } from '../ui/markdown.tsx'
import { dayIn, isoShown, timeIn } from '../ui/when.ts'
import { useLanguage } from '../words/words.ts'
import { evidenceIn } from './attachment.ts'
import { Deliveries } from './deliveries.tsx'
import type { Entry as Its } from './entries.ts'
import { Evidence } from './evidence.tsx'
import type { Happened } from './happened.ts'
import { FILTER_OF } from './rows.ts'
import { useTelling } from './telling.ts'
import classes from './timeline.module.css'

const ICONS = {
  decisions: LightningBoltIcon,
  messages: PaperPlaneIcon,
  pages: BellIcon,
  notes: Pencil1Icon,
  alerts: ActivityLogIcon,
  promises: CheckCircledIcon,
} as const

/** What can be done with an entry; the same functions for all of them. */
export type Dealing = {
  readonly copyLink: (version: number) => void
  readonly goTo: (version: number) => void
  readonly correct: (event: Happened) => void
}

/** One event: who did what, what was said, and what became of it. */
export const Entry = memo(function Entry({
  entry,
  dealing,
  marked,
  brief = false,
}: {
  readonly entry: Its
  readonly dealing: Dealing
  readonly marked: boolean
  /** Inside a fold, where the time stands already. */
  readonly brief?: boolean
}) {
  const { event, weight, deliveries, message } = entry
  const { sentence } = useTelling()
  return (
    <article
      className={classes['entry']}
      data-weight={weight}
      data-kind={FILTER_OF[event.type]}
      data-marked={marked || undefined}
      data-brief={brief || undefined}
      aria-current={marked ? 'location' : undefined}
    >
      <EntryIcon entry={entry} />
      <div className={classes['said']}>
        <p className={classes['sentence']}>{sentence(event)}</p>
        <EntryBody event={event} />
        {deliveries.length > 0 && <Deliveries deliveries={deliveries} message={message ?? event} />}
        <Corrections entry={entry} goTo={dealing.goTo} />
      </div>
      <span className={classes['when']}>
        <Clock at={event.at} />
        <EntryMenu event={event} dealing={dealing} />
      </span>
    </article>
  )
})

/** The time of day; the whole of it in UTC for who points at it. */
export function Clock({ at }: { readonly at: string }) {
  const { language, words } = useLanguage()
  return (
    <time dateTime={at} title={words.everywhere.utc(isoShown(at))}>
      {timeIn(language, at)}
    </time>
  )
}

function EntryIcon({ entry: { event, weight } }: { readonly entry: Its }) {
  const Icon = weight === 'loud' ? ExclamationTriangleIcon : ICONS[FILTER_OF[event.type]]
  return (
    <span className={classes['icon']} aria-hidden>
      <Icon />
    </span>
  )
}

function EntryBody({ event }: { readonly event: Happened }) {
  const { body, words } = useTelling()
  const { text, lines } = body(event)
  const evidence = [
    ...(event.type === 'evidence-added' ? [event.evidence] : []),
    ...(text === undefined ? [] : evidenceIn(text)),
  ]
  return (
    <>
      {text !== undefined && (
        <div className={classes['text']}>
          <Markdown text={text} />
        </div>
      )}
      {lines.map(({ label, value }) => (
        <p key={`${label ?? ''}${value}`} className={classes['line']}>
          {label !== undefined && <b>{label}: </b>}
          {value}
        </p>
      ))}
      {event.redacted && <p className={classes['redacted']}>{words.redacted}</p>}
      {evidence.map(id => (
        <Evidence key={id} id={id} shown={event.type !== 'evidence-added'} />
      ))}
    </>
  )
}

function Corrections({
  entry: { corrections },
  goTo,
}: {
  readonly entry: Its
  readonly goTo: Dealing['goTo']
}) {
  const { words, sentence, body } = useTelling()
  return corrections.map(correction => (
    <p key={correction.version} className={classes['correction']}>
      <UnstyledButton className={classes['link']} onClick={() => goTo(correction.version)}>
        {correction.type === 'redacted'
          ? words.textTakenBy(correction.version)
          : words.correctedBy(correction.version)}
      </UnstyledButton>
      {': '}
      {body(correction).text ?? sentence(correction)}
    </p>
  ))
}

function EntryMenu({ event, dealing }: { readonly event: Happened; readonly dealing: Dealing }) {
  const { words } = useTelling()
  const { everywhere } = useLanguage().words
  // A menu is much for each of thousands of lines: it is made when it is wanted.
  const [wanted, want] = useState(false)
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={words.entryMore(event.version)}
      aria-haspopup="menu"
      onClick={() => want(true)}
    >
      <DotsHorizontalIcon aria-hidden />
    </ActionIcon>
  )
  if (!wanted) return button
  const { version } = event
  return (
    <Menu defaultOpened onClose={() => want(false)} position="bottom-end" withinPortal>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          #{version} · {everywhere.utc(isoShown(event.at))}
        </Menu.Label>
        <Menu.Item onClick={() => dealing.copyLink(version)}>{words.copyLink}</Menu.Item>
        <Menu.Item onClick={() => dealing.correct(event)}>
          {event.type === 'moment-marked' ? words.correctMoment : words.correct}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export function Day({ at, now }: { readonly at: string; readonly now: number }) {
  const { language } = useLanguage()
  return (
    <Text component="h2" size="xs" fw={600} c="dimmed" className={classes['day']}>
      {dayIn(language, at, now)}
    </Text>
  )
}
