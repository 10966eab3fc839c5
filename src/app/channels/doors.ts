// The doors of the channels that are set up.
import type { Destination } from '#/outbound/message.ts'
import { createSlackDoor, isWorkspace } from '#/app/channels/slack-door.ts'
import type { SlackDoor } from '#/app/channels/slack-door.ts'
import { createTwilioDoor } from '#/app/channels/twilio-door.ts'
import type { TwilioDoor, TwilioDoorNeeds } from '#/app/channels/twilio-door.ts'
import type { Settings } from '#/app/settings.ts'
import type { Shell } from '#/app/shell.ts'

export type Doors = {
  readonly slack: SlackDoor | undefined
  readonly twilio: TwilioDoor | undefined
}

/** Without the secret by which it signs, nobody is let in. */
export function createChannelDoors(
  shell: Shell,
  settings: Pick<Settings, 'slackSigningSecret' | 'twilioToken' | 'publicUrl'>,
  {
    destinations,
    report,
  }: {
    readonly destinations: readonly Destination[]
    readonly report: TwilioDoorNeeds['report']
  },
): Doors {
  const { slackSigningSecret: signingSecret, twilioToken: authToken, publicUrl } = settings
  const workspace = destinations.find(({ channel }) => channel === 'slack')
  return {
    slack:
      signingSecret !== undefined && isWorkspace(workspace)
        ? createSlackDoor({ shell, signingSecret, workspace })
        : undefined,
    twilio:
      authToken === undefined
        ? undefined
        : createTwilioDoor({ shell, authToken, publicUrl, report }),
  }
}
