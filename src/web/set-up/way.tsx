import { PasswordInput, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { session } from '../api/session.ts'
import { knowsPasskeys } from '../sign-in/passkey.ts'
import { useWords } from '../words/words.ts'
import classes from './cards.module.css'

export type Way = 'passkey' | 'password'

/** How somebody new signs in from now on. Where passkeys cannot work, there is nothing to choose. */
export function useWay() {
  const { data } = useQuery(session)
  const canPasskey = knowsPasskeys() && data?.ways.passkey !== false
  const [chosen, setWay] = useState<Way>()
  const [password, setPassword] = useState('')
  return {
    canPasskey,
    way: chosen ?? (canPasskey ? 'passkey' : 'password'),
    setWay,
    password,
    setPassword,
  }
}

export function WayChoice({
  canPasskey,
  way,
  setWay,
  password,
  setPassword,
}: ReturnType<typeof useWay>) {
  const { setUp, signIn } = useWords()
  return (
    <Stack gap="sm">
      <Radio.Group
        label={setUp.way}
        value={way}
        onChange={value => setWay(value === 'password' ? 'password' : 'passkey')}
      >
        <Stack gap="xs" mt="xs">
          <Card value="passkey" title={setUp.passkey} disabled={!canPasskey}>
            {canPasskey ? setUp.passkeyMeans : signIn.passkeys.insecure(location.origin)}
          </Card>
          <Card value="password" title={setUp.password}>
            {setUp.passwordMeans}
          </Card>
        </Stack>
      </Radio.Group>
      {way === 'password' && (
        <PasswordInput
          label={setUp.newPassword}
          autoComplete="new-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': signIn.showPassword }}
          value={password}
          onChange={event => setPassword(event.currentTarget.value)}
        />
      )}
    </Stack>
  )
}

/** One of several answers, with what it means. */
export function Card({
  value,
  title,
  known,
  disabled = false,
  children,
}: {
  readonly value: string
  readonly title: string
  /** The name under which it is met again, where that is another. */
  readonly known?: string
  readonly disabled?: boolean
  readonly children: ReactNode
}) {
  return (
    <Radio.Card value={value} disabled={disabled} className={classes['card'] ?? ''}>
      <Radio.Indicator disabled={disabled} className={classes['dot'] ?? ''} />
      <div>
        <Text fw={600} size="sm">
          {title}{' '}
          {known !== undefined && known !== title && (
            <Text span size="sm" c="dimmed" fw={400}>
              · {known}
            </Text>
          )}
        </Text>
        <Text size="sm" c="dimmed">
          {children}
        </Text>
      </div>
    </Radio.Card>
  )
}
