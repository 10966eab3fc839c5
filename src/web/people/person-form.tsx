import { Button, Group, Modal, Stack, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PlainContact, PlainPerson } from '#/core/directory-plain.ts'
import { useWords } from '../words/words.ts'
import { ContactsInput } from './contacts-input.tsx'
import { nameIn, useBook } from './book.ts'
import { idFor } from './pending.ts'

const ADDRESSES = [
  ['email', 'email'],
  ['phone', 'tel'],
  ['slack', 'text'],
  ['webhook', 'url'],
] as const

type Fields = Readonly<Record<(typeof ADDRESSES)[number][0], string>>

/** Somebody new, or what is known of somebody. It is kept for saving, and shown as a difference before that. */
export function PersonForm({
  person,
  close,
}: {
  readonly person?: string
  readonly close: () => void
}) {
  const { people: words, everywhere } = useWords()
  const { directory, plan, add } = useBook()
  const known = person === undefined ? undefined : directory.people[person]
  const [name, setName] = useState(known?.name ?? '')
  const [wantedId, setWantedId] = useState<string>()
  const [fields, setFields] = useState<Fields>({
    email: known?.email ?? '',
    phone: known?.phone ?? '',
    slack: known?.slack ?? '',
    webhook: known?.webhook ?? '',
  })
  const [contacts, setContacts] = useState<readonly PlainContact[]>(known?.contacts ?? [])
  const [trained, setTrained] = useState<readonly string[]>(known?.trained ?? [])
  const id = person ?? wantedId ?? idFor(name, Object.keys(directory.people))
  const trainings = [...new Set((plan?.roles ?? []).flatMap(({ needs = [] }) => needs))]
  return (
    <Modal
      opened
      onClose={close}
      title={person === undefined ? words.newPerson : words.editOf(known?.name ?? person)}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          add({ is: 'person', id, person: personOf(name, { fields, contacts, trained }) })
          close()
        }}
      >
        <Stack>
          <TextInput
            label={words.name}
            required
            maxLength={200}
            data-autofocus
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          {person === undefined && <IdInput id={id} change={setWantedId} />}
          <Addresses fields={fields} change={setFields} />
          <ContactsInput contacts={contacts} change={setContacts} />
          <TagsInput
            label={words.trained}
            description={words.trainedHint}
            data={trainings}
            value={[...trained]}
            onChange={setTrained}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {everywhere.cancel}
            </Button>
            <Button
              type="submit"
              disabled={person === undefined && Object.hasOwn(directory.people, id)}
            >
              {words.keep}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function IdInput({ id, change }: { readonly id: string; readonly change: (id: string) => void }) {
  const words = useWords().people
  const { directory } = useBook()
  return (
    <TextInput
      label={words.id}
      description={words.idHint}
      required
      maxLength={100}
      pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
      value={id}
      error={nameIn(directory, id)}
      onChange={event => change(event.currentTarget.value)}
    />
  )
}

function Addresses({
  fields,
  change,
}: {
  readonly fields: Fields
  readonly change: (fields: Fields) => void
}) {
  const words = useWords().people
  const hints = { email: '', slack: '', phone: words.phoneHint, webhook: words.webhookHint }
  return ADDRESSES.map(([field, type]) => (
    <TextInput
      key={field}
      label={words.fields[field]}
      type={type}
      description={hints[field] || undefined}
      pattern={field === 'phone' ? '\\+[1-9][0-9]{5,14}' : undefined}
      value={fields[field]}
      onChange={event => change({ ...fields, [field]: event.currentTarget.value.trim() })}
    />
  ))
}

function personOf(
  name: string,
  {
    fields,
    contacts,
    trained,
  }: {
    readonly fields: Fields
    readonly contacts: readonly PlainContact[]
    readonly trained: readonly string[]
  },
): PlainPerson {
  const given = Object.entries(fields).filter(([, value]) => value !== '')
  return {
    name: name.trim(),
    ...Object.fromEntries(given),
    ...(contacts.length > 0 && { contacts }),
    ...(trained.length > 0 && { trained }),
  }
}
