// Slack's Web API, as far as Tocsin speaks it: forms in, `{ok, …}` out.
import type { Instant } from '#/core/time.ts'
import type { Outcome } from './message.ts'
import { askVendor, field, outOfReach, refusedFor, textField, troubled } from './vendor.ts'

export type SlackSettings = {
  /** A bot's, `xoxb-…`. */
  readonly token: string
  /** Ends with a slash. */
  readonly url: string
  readonly now: () => Instant
}

export type SlackAnswer =
  | { readonly ok: true; readonly body: unknown }
  /** `error` is Slack's code; undefined where it gave none. */
  | {
      readonly ok: false
      readonly error: string | undefined
      readonly outcome: Extract<Outcome, { delivered: false }>
    }

/** Never throws: what went wrong is an outcome. */
export async function askSlack(
  { token, url, now }: SlackSettings,
  method: string,
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<SlackAnswer> {
  try {
    const authorization = `Bearer ${token}`
    const answer = await askVendor({ url: `${url}${method}`, authorization, form, signal })
    if (answer.status === 200 && field(answer.body, 'ok') === true)
      return { ok: true, body: answer.body }
    const error = codeOf(answer.body)
    if (answer.status === 429)
      return {
        ok: false,
        error,
        outcome: troubled('Slack asks for patience (HTTP 429).', answer, now()),
      }
    if (answer.status !== 200)
      return {
        ok: false,
        error,
        outcome: troubled(`Slack answered with HTTP ${answer.status}.`, answer, now()),
      }
    return { ok: false, error, outcome: outcomeOf(error) }
  } catch (cause) {
    return { ok: false, error: undefined, outcome: outOfReach('Slack', cause) }
  }
}

/** Slack's codes are words; anything else is not repeated. */
function codeOf(body: unknown): string | undefined {
  const error = textField(body, 'error')
  return error !== undefined && /^[a-z_]{1,60}$/.test(error) ? error : undefined
}

/** What to do about those that name what is wrong with one recipient. */
const ABOUT_RECIPIENT: Readonly<Record<string, string>> = {
  channel_not_found:
    'there is no such room, or the bot is not in it: invite it with /invite, or correct the address',
  not_in_channel: 'the bot is not in that room: invite it with /invite',
  is_archived: 'that room is archived',
  restricted_action: 'the workspace does not let the bot write there',
  user_not_found: 'there is no such member: correct the address',
  users_not_found: 'no member of the workspace has that mail address',
  user_disabled: 'that member was deactivated',
  cannot_dm_bot: 'that member is a bot',
  messages_tab_disabled: 'switch on the Messages tab of the app',
  message_not_found: 'the message is not there any more',
  cant_update_message: 'the message is not the bot’s',
  edit_window_closed: 'the workspace does not let messages be edited that late',
  msg_too_long: 'the message is too long',
  invalid_blocks: 'Slack does not take the message as it is written',
  invalid_arguments: 'Slack does not take the message as it is written',
}

/** What to do about those that name what is wrong with the set-up: nothing goes out until somebody mends it. */
const ABOUT_SET_UP: Readonly<Record<string, string>> = {
  missing_scope: 'the app lacks a scope: see docs/channels.md, then install it again',
  account_inactive: 'the token’s account is gone: install the app again and set TOCSIN_SLACK_TOKEN',
  token_revoked: 'the token was revoked: install the app again and set TOCSIN_SLACK_TOKEN',
  token_expired: 'the token has expired: install the app again and set TOCSIN_SLACK_TOKEN',
  invalid_auth: 'the token is not valid: set TOCSIN_SLACK_TOKEN',
  not_authed: 'there is no token: set TOCSIN_SLACK_TOKEN',
  org_login_required: 'the workspace is being moved to an organisation',
}

function outcomeOf(error: string | undefined): Extract<Outcome, { delivered: false }> {
  if (error === undefined) return troubled('Slack’s answer was not understood.')
  const recipient = ABOUT_RECIPIENT[error]
  if (recipient !== undefined) return refusedFor(`Slack did not take it (${error}): ${recipient}.`)
  const setUp = ABOUT_SET_UP[error]
  return troubled(
    setUp === undefined
      ? `Slack did not take it: ${error}.`
      : `Slack did not take it (${error}): ${setUp}.`,
  )
}
