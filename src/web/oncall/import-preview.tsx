import { Alert, Select, Stack, Text, Title } from '@mantine/core'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import type { Preview } from './import.tsx'
import classes from './oncall.module.css'
import { usePeople } from './use-people.ts'

const SHOWN_MAX = 6

/** What an import would change: who is who, which rotas, who would be on call, and what is not as it was. */
export function ImportPreview({
  preview,
  who,
  say,
}: {
  readonly preview: Preview
  /** Who is who, as was said here. */
  readonly who: Readonly<Record<string, string>>
  readonly say: (who: Readonly<Record<string, string>>) => void
}) {
  const words = useWords().onCall.imports
  const strangers = preview.people.filter(({ found }) => found === 'new').length
  return (
    <Stack>
      <Left left={preview.left} />
      <section>
        <Title order={3} size="h6">
          {words.people}
        </Title>
        {strangers > 0 && (
          <Text size="sm" fw={600}>
            {words.strangers(strangers)}
          </Text>
        )}
        <ul className={classes['plain']}>
          {preview.people.map(person => (
            <Person key={person.key} person={person} who={who} say={say} />
          ))}
        </ul>
      </section>
      <Rotas preview={preview} />
    </Stack>
  )
}

function Left({ left }: { readonly left: Preview['left'] }) {
  const words = useWords().onCall.imports
  if (left.length === 0) return <Text size="sm">{words.leftNone}</Text>
  return (
    <Alert
      role="status"
      styles={{
        root: { color: 'var(--tocsin-yellow-text)', background: 'var(--tocsin-yellow-tint)' },
        message: { color: 'inherit' },
      }}
    >
      <Title order={3} size="h6" mb={4}>
        {words.left}
      </Title>
      <ul className={classes['plain']}>
        {left.map(({ where, what }) => (
          <li key={`${where} ${what}`} className={classes['text']}>
            <Text size="sm">
              <b>{where}:</b> {what}
            </Text>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function Person({
  person: { key, name, email, id, found },
  who,
  say,
}: {
  readonly person: Preview['people'][number]
  readonly who: Readonly<Record<string, string>>
  readonly say: (who: Readonly<Record<string, string>>) => void
}) {
  const words = useWords().onCall.imports
  const people = usePeople([])
  if (found === 'email' || found === 'name')
    return (
      <li className={classes['text']}>
        <Text size="sm">
          {name} {email !== null && email !== name && `(${email})`} → {id}, {words.found[found]}
        </Text>
      </li>
    )
  const chosen = who[key]
  return (
    <li className={classes['text']}>
      <Select
        label={words.is(name)}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': words.addThem(id) }}
        placeholder={words.addThem(id)}
        data={people}
        value={chosen ?? null}
        onChange={value => {
          const { [key]: _gone, ...rest } = who
          say(value === null ? rest : { ...rest, [key]: value })
        }}
      />
    </li>
  )
}

function Rotas({ preview }: { readonly preview: Preview }) {
  const words = useWords().onCall
  const named = (id: string | null) =>
    id === null ? words.gap : (preview.people.find(person => person.id === id)?.name ?? id)
  return (
    <>
      {preview.rotas.map(rota => (
        <section key={rota.id}>
          <Title order={3} size="h6">
            {rota.title} ({words.imports.change[rota.change]})
          </Title>
          <Text size="sm" c="dimmed">
            {rota.id}, {rota.zone}, {words.imports.parts(rota.layers, rota.overrides)}.{' '}
            {words.imports.ahead}:
          </Text>
          <ul className={classes['plain']}>
            {rota.stretches.slice(0, SHOWN_MAX).map(({ person, from, to }) => (
              <li key={from}>
                <Text size="sm">
                  <When at={from} day="always" /> – <When at={to} day="always" />:{' '}
                  <b>{named(person)}</b>
                </Text>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {preview.positions.length > 0 && (
        <section>
          <Title order={3} size="h6">
            {words.imports.positions}
          </Title>
          {preview.positions.map(({ id, holders }) => (
            <Text size="sm" key={id} className={classes['text']}>
              {id}: {holders.join(', ')}
            </Text>
          ))}
        </section>
      )}
    </>
  )
}
