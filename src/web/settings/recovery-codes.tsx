import { Alert, Button, Code, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { DownloadIcon } from '@radix-ui/react-icons'
import type { Answer } from '../api/client.ts'
import { useTell } from '../api/queries.ts'
import { Failure } from '../sign-in/failure.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Confirmed } from './confirmed.tsx'
import { Copy, LEGIBLE } from './once.tsx'
import classes from './recovery-codes.module.css'
import { Section } from './section.tsx'

/** `fresh`: codes that were made a moment ago, and are shown until somebody says that they are kept. */
export function RecoveryCodes({
  recovery_codes: { left, made },
  fresh,
  keep,
}: {
  readonly recovery_codes: Answer<'get-account'>['recovery_codes']
  readonly fresh: readonly string[] | undefined
  readonly keep: (codes: readonly string[] | undefined) => void
}) {
  const { settings } = useWords()
  const make = useTell('make-recovery-codes', ['get-account'])
  const begin = () => make.mutate({}, { onSuccess: ({ recovery_codes }) => keep(recovery_codes) })
  return (
    <Section
      title={settings.recovery}
      means={settings.recoveryMeans}
      actions={
        left === 0 ? (
          <Button variant="default" loading={make.isPending} onClick={begin}>
            {settings.recoveryMake}
          </Button>
        ) : (
          <Confirmed
            label={settings.recoveryReplace}
            about={settings.recovery}
            loading={make.isPending}
            onConfirm={begin}
          />
        )
      }
    >
      <Failure error={make.error} />
      <Text size="sm">
        {settings.recoveryLeft(left)}
        {left > 0 && made !== null && (
          <>
            {' '}
            <When at={made} day="always" />.
          </>
        )}
      </Text>
      {fresh !== undefined && <Fresh codes={fresh} done={() => keep(undefined)} />}
    </Section>
  )
}

function Fresh({ codes, done }: { readonly codes: readonly string[]; readonly done: () => void }) {
  const { settings } = useWords()
  const text = `${settings.recoveryFile}, ${location.host}\n\n${codes.join('\n')}\n`
  return (
    <Alert color="yellow" variant="light" title={settings.recoveryNow} styles={LEGIBLE}>
      <Stack gap="sm">
        <div className={classes['sheet']}>
          <p className={classes['head']}>
            {settings.recoveryFile}, {location.host}
          </p>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
            {codes.map(code => (
              <Code key={code} fz="md">
                {code}
              </Code>
            ))}
          </SimpleGrid>
        </div>
        <Group gap="xs">
          <Copy value={text} />
          <Button
            component="a"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download="tocsin-recovery-codes.txt"
            variant="default"
            leftSection={<DownloadIcon aria-hidden />}
          >
            {settings.download}
          </Button>
          <Button variant="default" onClick={() => print()}>
            {settings.print}
          </Button>
          <Button onClick={done}>{settings.recoveryKept}</Button>
        </Group>
      </Stack>
    </Alert>
  )
}
