import { Badge } from '@mantine/core'
import type { Answer } from '../api/client.ts'
import { useTell } from '../api/queries.ts'
import { Failure } from '../sign-in/failure.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { agentName } from './agent.ts'
import { Confirmed } from './confirmed.tsx'
import { Row, Rows } from './rows.tsx'
import { Section } from './section.tsx'

export function Sessions({ sessions }: { readonly sessions: Answer<'get-account'>['sessions'] }) {
  const { settings } = useWords()
  const end = useTell('end-session', ['get-account'])
  const endOthers = useTell('end-other-sessions', ['get-account'])
  const hasOthers = sessions.some(session => !session.this)
  return (
    <Section
      title={settings.sessions}
      means={settings.sessionsMean}
      actions={
        hasOthers ? (
          <Confirmed
            label={settings.endOthers}
            about={settings.sessions}
            loading={endOthers.isPending}
            onConfirm={() => endOthers.mutate({})}
          />
        ) : undefined
      }
    >
      <Failure error={end.error ?? endOthers.error} />
      <Rows>
        {sessions.map(session => (
          <Row
            key={session.id}
            title={agentName(session.agent)}
            marks={
              session.this && (
                <Badge variant="default" tt="none">
                  {settings.thisSession}
                </Badge>
              )
            }
            facts={
              <>
                {session.address} · {settings.ways[session.way] ?? session.way} · {settings.since}{' '}
                <When at={session.since} /> · {settings.lastSeen} <When at={session.last_seen} />
              </>
            }
            actions={
              session.this ? undefined : (
                <Confirmed
                  label={settings.endSession}
                  about={agentName(session.agent)}
                  loading={end.isPending && end.variables.params?.session === session.id}
                  onConfirm={() => end.mutate({ params: { session: session.id } })}
                />
              )
            }
          />
        ))}
      </Rows>
    </Section>
  )
}
