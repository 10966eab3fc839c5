import type { Destination, Message, Outcome } from '#/outbound/message.ts'

/** A destination that throws is our mistake, and no reason to lose the message. */
export async function sendSafely(
  destination: Destination,
  message: Message,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    return await destination.send(message, signal)
  } catch (error) {
    const cause = new Error('The destination broke down.', { cause: error })
    return { delivered: false, retry: 'later', cause }
  }
}
