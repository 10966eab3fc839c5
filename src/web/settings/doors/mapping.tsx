import { Button, Group, SimpleGrid, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { call } from '../../api/client.ts'
import { useAsk, useTell } from '../../api/queries.ts'
import { Failure } from '../../sign-in/failure.tsx'
import { useWords } from '../../words/words.ts'
import classes from './doors.module.css'
import type { Door } from './door-row.tsx'

const PAUSE_MS = 250

/** How payloads of no known form are read, and what that makes of one of them while it is written. */
export function Mapping({ door }: { readonly door: Door }) {
  const { doors } = useWords()
  const [mapping, setMapping] = useState(door.mapping ?? '')
  const [payload, setPayload] = useState('')
  const edit = useTell('edit-door', ['list-doors'])
  const { data } = useAsk('list-door-payloads', { params: { door: door.id } })
  const last = data?.payloads[0]?.body
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {doors.mappingMeans}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Textarea
          className={classes['code'] ?? ''}
          label={doors.mapping}
          placeholder={EXAMPLE}
          autosize
          minRows={12}
          maxRows={30}
          spellCheck={false}
          value={mapping}
          onChange={event => setMapping(event.currentTarget.value)}
        />
        <Stack gap="xs">
          <Textarea
            className={classes['code'] ?? ''}
            label={doors.payload}
            autosize
            minRows={6}
            maxRows={16}
            spellCheck={false}
            value={payload}
            onChange={event => setPayload(event.currentTarget.value)}
          />
          {last !== undefined && (
            <div>
              <Button size="compact-sm" variant="default" onClick={() => setPayload(last)}>
                {doors.lastPayload}
              </Button>
            </div>
          )}
          <Preview kind={door.kind} mapping={mapping} payload={payload} />
        </Stack>
      </SimpleGrid>
      <Failure error={edit.error} />
      <Group gap="sm">
        <Button
          variant="default"
          loading={edit.isPending}
          onClick={() => edit.mutate({ params: { door: door.id }, body: { mapping } })}
        >
          {doors.save}
        </Button>
        {edit.isSuccess && (
          <Text size="sm" role="status">
            {doors.saved}
          </Text>
        )}
      </Group>
    </Stack>
  )
}

const EXAMPLE = `when: {field: event, is: alert}
key: "{{alert.id}}"
state:
  - {when: {field: alert.status, is: ok}, say: resolved}
title: "{{alert.name}} on {{alert.host}}"
urgency:
  - {when: {field: alert.score, over: 8}, say: critical}
  - "{{alert.level}}"
systems: ["{{alert.host}}"]`

type Said = Answer<'preview-door'>

function Preview(wish: {
  readonly kind: string
  readonly mapping: string
  readonly payload: string
}) {
  const { doors } = useWords()
  const [body] = useDebouncedValue(wish, PAUSE_MS)
  const { data, error } = useQuery({
    queryKey: ['preview-door', body.kind, body.mapping, body.payload],
    queryFn: ({ signal }) => call('preview-door', { body, signal }),
    enabled: body.payload.trim() !== '' || body.mapping.trim() !== '',
    placeholderData: before => before,
  })
  return (
    <section aria-live="polite">
      <Text size="sm" fw={600}>
        {doors.preview}
      </Text>
      <Failure error={error} />
      {data === undefined ? (
        <Text size="sm" c="dimmed">
          {doors.previewNothing}
        </Text>
      ) : (
        <Made said={data} />
      )}
    </section>
  )
}

function Made({ said: { reports, ignored, malformed, mistakes } }: { readonly said: Said }) {
  const { doors } = useWords()
  return (
    <Stack gap="xs">
      {mistakes.map(({ line, column, message, mend }) => (
        <Text size="sm" key={`${line} ${column} ${message}`}>
          <strong>{doors.mistakeAt(line, column)}</strong>: {message} {mend}
        </Text>
      ))}
      {ignored !== null && (
        <Text size="sm">
          {doors.ignored}: {ignored}
        </Text>
      )}
      {malformed !== null && (
        <Text size="sm">
          {doors.refusedBecause}: {malformed}
        </Text>
      )}
      {reports.map((report, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- two reports may be alike in all that they say
        <ReportSaid key={at} report={report} />
      ))}
    </Stack>
  )
}

function ReportSaid({ report }: { readonly report: Said['reports'][number] }) {
  const { doors } = useWords()
  const { systems = [], labels = {}, state, ...texts } = report
  const said = {
    ...texts,
    state: doors.states[state],
    systems: systems.join(', '),
    labels: Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
  }
  return (
    <dl className={classes['said']}>
      {(Object.keys(doors.report) as (keyof typeof doors.report)[])
        .filter(name => (said[name] ?? '') !== '')
        .map(name => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{doors.report[name]}</dt>
            <dd>{said[name]}</dd>
          </div>
        ))}
    </dl>
  )
}
