import { Button, Stack, Tabs, Text } from '@mantine/core'
import { CrossCircledIcon, ExclamationTriangleIcon, InfoCircledIcon } from '@radix-ui/react-icons'
import { useState } from 'react'
import type { PlanRevision } from '../../api/operations.ts'
import { useWords } from '../../words/words.ts'
import { Changes } from '../history/changes.tsx'
import classes from './editor.module.css'
import { namesIn, sectionsIn } from './names.ts'
import type { ProblemTold } from './problems.ts'

type GoTo = (line: number, column?: number) => void

/** Beside the text: what is wrong with it, what it says, and what it changes. */
export function Panel({
  text,
  line,
  sound,
  isStale,
  problems,
  goTo,
}: {
  readonly text: string
  /** Where the cursor is. */
  readonly line: number
  readonly sound: PlanRevision | undefined
  readonly isStale: boolean
  readonly problems: readonly ProblemTold[]
  readonly goTo: GoTo
}) {
  const { edit: words } = useWords().plan
  const grave = problems.filter(({ kind }) => kind !== 'note').length
  return (
    <Tabs defaultValue="problems" className={classes['panel'] ?? ''} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="problems">
          {words.problems}
          {grave > 0 && ` (${grave})`}
        </Tabs.Tab>
        <Tabs.Tab value="preview">{words.preview}</Tabs.Tab>
        <Tabs.Tab value="changes">
          {words.changes}
          {sound?.changes != null && sound.changes.length > 0 && ` (${sound.changes.length})`}
        </Tabs.Tab>
        <Tabs.Tab value="outline">{words.outline}</Tabs.Tab>
      </Tabs.List>
      <div className={classes['panelText']}>
        <Tabs.Panel value="problems">
          <Problems problems={problems} goTo={goTo} />
        </Tabs.Panel>
        <Tabs.Panel value="preview">
          {isStale && <Stale />}
          <Preview line={line} sound={sound} />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          {isStale && <Stale />}
          <Changed sound={sound} />
        </Tabs.Panel>
        <Tabs.Panel value="outline">
          <Outline text={text} goTo={goTo} />
        </Tabs.Panel>
      </div>
    </Tabs>
  )
}

function Stale() {
  const { edit: words } = useWords().plan
  return (
    <Text size="sm" c="dimmed" mb="xs">
      {words.stale}
    </Text>
  )
}

const ICONS = { error: CrossCircledIcon, warning: ExclamationTriangleIcon, note: InfoCircledIcon }

function Problems({ problems, goTo }: { problems: readonly ProblemTold[]; goTo: GoTo }) {
  const { edit: words } = useWords().plan
  const [withNotes, showNotes] = useState(false)
  const grave = problems.filter(({ kind }) => kind !== 'note')
  const notes = problems.length - grave.length
  const shown = withNotes ? problems : grave
  return (
    <Stack gap="xs" align="flex-start">
      {grave.length === 0 && <Text size="sm">{words.noProblems}</Text>}
      <ul className={classes['problems']}>
        {shown.map(problem => {
          const { kind, line, column, message, mend, where } = problem
          const Icon = ICONS[kind]
          return (
            <li key={`${line} ${column} ${message}`} data-kind={kind}>
              <button type="button" onClick={() => goTo(line, column)}>
                <Icon aria-label={words.kinds[kind]} />
                <span>
                  <span className={classes['where']}>
                    {words.where(line)}
                    {kind === 'error' && column !== undefined && where !== '' && ` · ${where}`}
                  </span>
                  <span>{message}</span>
                  <span className={classes['mend']}>
                    {words.mend}: {mend}
                  </span>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {notes > 0 && !withNotes && (
        <Button variant="default" size="xs" onClick={() => showNotes(true)}>
          {words.notesToo(notes)}
        </Button>
      )}
    </Stack>
  )
}

/** The sentence that what is under the cursor makes. */
function Preview({
  line,
  sound,
}: {
  readonly line: number
  readonly sound: PlanRevision | undefined
}) {
  const { edit: words } = useWords().plan
  const element = sound?.elements.findLast(it => it.line !== null && it.line <= line)
  if (element === undefined) return <Text size="sm">{words.nothingHere}</Text>
  const [first = '', ...rest] = element.said
  return (
    <div className={classes['preview']} aria-live="polite">
      <Text size="sm" c="dimmed" ff="monospace">
        {element.id}
      </Text>
      <p className={classes['sentence']}>{first === '' ? element.title : first}</p>
      {rest.map(text => (
        <p key={text}>{text}</p>
      ))}
    </div>
  )
}

function Changed({ sound }: { readonly sound: PlanRevision | undefined }) {
  const { edit: words } = useWords().plan
  if (sound === undefined) return null
  if (sound.against === null || sound.changes === null)
    return <Text size="sm">{words.noneInForce}</Text>
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {words.compared(sound.against.version)}
      </Text>
      {sound.changes.length === 0 ? (
        <Text size="sm">{words.noChanges}</Text>
      ) : (
        <Changes changes={sound.changes} />
      )}
    </Stack>
  )
}

function Outline({ text, goTo }: { readonly text: string; readonly goTo: GoTo }) {
  const { edit: words } = useWords().plan
  const [open, setOpen] = useState<string>()
  const names = namesIn(text)
  return (
    <ul className={classes['outline']} aria-label={words.outline}>
      {sectionsIn(text).map(({ section, line }) => {
        const inside = names.filter(name => name.section === section)
        return (
          <li key={`${section} ${line}`}>
            <button
              type="button"
              aria-expanded={inside.length > 0 ? open === section : undefined}
              onClick={() => {
                setOpen(section)
                goTo(line)
              }}
            >
              {section}
              {inside.length > 0 && <small>{inside.length}</small>}
            </button>
            {open === section && (
              <ul>
                {inside.map(name => (
                  <li key={`${name.id} ${name.line}`}>
                    <button type="button" onClick={() => goTo(name.line)}>
                      <code>{name.id}</code> {name.title}
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </li>
        )
      })}
    </ul>
  )
}
