import { isMailAddress } from './mailbox.ts'
import type { Destination, Message, Outcome } from './message.ts'
import { opaqueId } from './opaque-id.ts'
import { askSlack } from './slack-api.ts'
import type { SlackAnswer, SlackSettings } from './slack-api.ts'
import { slackText } from './slack-text.ts'
import { field, refusedFor, textField } from './vendor.ts'

/** People whose number in Slack is kept in memory, by their mail address. */
const KNOWN_MAX = 20_000

/** A destination, and what the door for Slack's own requests asks of it. */
export type Slack = Destination & {
  /** The mail address that Slack has of a member; undefined when it does not tell. */
  readonly mailOf: (member: string, signal: AbortSignal) => Promise<string | undefined>
  /** Says something to one member in a conversation, which nobody else sees. */
  readonly whisper: (
    to: { readonly channel: string; readonly member: string; readonly text: string },
    signal: AbortSignal,
  ) => Promise<Outcome>
}

/**
 * Messages from a bot: to a person (a member's id, or the mail address by which Slack knows them) or to a room (`#name`, or
 * its id). A message is named by its room and its time, and changed in place by them.
 */
export function createSlack(settings: SlackSettings): Slack {
  const known = new Map<string, string>()
  let home: Home | undefined
  const ask = (method: string, form: Readonly<Record<string, string>>, signal: AbortSignal) =>
    askSlack(settings, method, form, signal)

  async function placeOf(address: string, signal: AbortSignal): Promise<Place> {
    if (/^[UWCGD][A-Z0-9]{2,30}$/.test(address)) return { channel: address }
    if (/^#[\p{L}\p{N}_-]{1,80}$/u.test(address)) return { channel: address }
    if (!isMailAddress(address)) return { failed: refusedFor(NOT_AN_ADDRESS) }
    const member = known.get(address)
    if (member !== undefined) return { channel: member }
    const answer = await ask('users.lookupByEmail', { email: address }, signal)
    if (!answer.ok) return { failed: answer.outcome }
    const found = textField(field(answer.body, 'user'), 'id')
    if (found === undefined) return { failed: refusedFor(NOT_AN_ADDRESS) }
    if (known.size >= KNOWN_MAX) known.clear()
    known.set(address, found)
    return { channel: found }
  }

  async function homeOf(signal: AbortSignal): Promise<Home | undefined> {
    const answer = await ask('auth.test', {}, signal)
    const team = answer.ok ? textField(answer.body, 'team_id') : undefined
    if (!answer.ok || team === undefined) return undefined
    return { team, enterprise: textField(answer.body, 'enterprise_id') }
  }

  async function post(message: Message, signal: AbortSignal): Promise<Outcome> {
    const place = await placeOf(message.to.address, signal)
    if ('failed' in place) return place.failed
    const answer = await ask('chat.postMessage', formOf(message, place.channel), signal)
    return answer.ok ? sent(answer) : answer.outcome
  }

  return {
    channel: 'slack',
    async send(message, signal) {
      const { address } = message.to
      const wasKnown = known.has(address)
      const outcome = await post(message, signal)
      // Whoever left and came back has the same mail address and another number.
      if (outcome.delivered || outcome.retry === 'later' || !wasKnown) return outcome
      known.delete(address)
      return post(message, signal)
    },
    async update(message, reference, signal) {
      const at = readReference(reference)
      if (at === undefined) return refusedFor('The message cannot be found again.')
      const { text, blocks } = slackText(message)
      const form = { ...at, text, blocks: JSON.stringify(blocks), link_names: 'false' }
      const answer = await ask('chat.update', form, signal)
      return answer.ok ? { delivered: true } : answer.outcome
    },
    async mailOf(member, signal) {
      const answer = await ask('users.info', { user: member }, signal)
      if (!answer.ok) return undefined
      const user = field(answer.body, 'user')
      // Whoever left, or is let into a channel from another workspace, is nobody of ours, whatever address they wrote down there.
      if (field(user, 'deleted') === true || field(user, 'is_stranger') === true) return undefined
      home ??= await homeOf(signal)
      return home !== undefined && isAtHome(home, user)
        ? textField(field(user, 'profile'), 'email')
        : undefined
    },
    async whisper({ channel, member, text }, signal) {
      const answer = await ask('chat.postEphemeral', { channel, user: member, text }, signal)
      return answer.ok ? { delivered: true } : answer.outcome
    },
  }
}

/** The workspace of the bot, and the organisation that it may be a part of. */
type Home = { readonly team: string; readonly enterprise: string | undefined }

function isAtHome({ team, enterprise }: Home, user: unknown): boolean {
  if (textField(user, 'team_id') === team) return true
  const of = textField(field(user, 'enterprise_user'), 'enterprise_id')
  return enterprise !== undefined && of === enterprise
}

type Place = { readonly channel: string } | { readonly failed: Outcome }

const NOT_AN_ADDRESS =
  'The address on record is none of Slack’s: write a member’s id (U…), their mail address, or a room as #name.'

function formOf(message: Message, channel: string): Readonly<Record<string, string>> {
  const { text, blocks } = slackText(message)
  const thread = message.thread === undefined ? undefined : readReference(message.thread)
  return {
    channel,
    text,
    blocks: JSON.stringify(blocks),
    mrkdwn: 'true',
    link_names: 'false',
    parse: 'none',
    unfurl_links: 'false',
    unfurl_media: 'false',
    // Whoever reads the conversation with a program of theirs tells twins apart by it.
    metadata: JSON.stringify({
      event_type: 'tocsin_message',
      event_payload: { id: opaqueId(message.idempotencyKey) },
    }),
    ...(thread === undefined
      ? {}
      : // A page must be seen where people look, not only below the message that began it.
        { thread_ts: thread.ts, reply_broadcast: message.act === 'page' ? 'true' : 'false' }),
  }
}

function sent({ body }: Extract<SlackAnswer, { ok: true }>): Outcome {
  const channel = textField(body, 'channel')
  const ts = textField(body, 'ts')
  const detail = 'Slack took it.'
  return channel === undefined || ts === undefined
    ? { delivered: true, detail }
    : { delivered: true, detail, reference: `${channel}/${ts}` }
}

/** `D024BE91L/1483037603.017503`, as `sent` wrote it. */
function readReference(reference: string): { channel: string; ts: string } | undefined {
  const [, channel, ts] = /^([A-Z0-9]{1,40})\/(\d{1,20}\.\d{1,10})$/.exec(reference) ?? []
  return channel === undefined || ts === undefined ? undefined : { channel, ts }
}
