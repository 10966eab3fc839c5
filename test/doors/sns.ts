// Somebody who signs as Amazon's SNS does, apart from the product's own code. The certificate is of nobody.
import { createSign } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** Key and certificate, one after the other. */
export const SNS_PEM = readFileSync(new URL('sns.pem', import.meta.url), 'utf8')

export const SNS_CERTIFICATE = SNS_PEM.slice(SNS_PEM.indexOf('-----BEGIN CERTIFICATE'))

type Envelope = Readonly<Record<string, string>>

const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
const SUBSCRIPTION = [
  'Message',
  'MessageId',
  'SubscribeURL',
  'Timestamp',
  'Token',
  'TopicArn',
  'Type',
]

/** As its documentation has it: names and values of these fields, a line each. */
export function signedBySns(envelope: Envelope): Record<string, string> {
  const names = envelope['Type'] === 'Notification' ? NOTIFICATION : SUBSCRIPTION
  let text = ''
  for (const name of names) if (envelope[name] !== undefined) text += `${name}\n${envelope[name]}\n`
  const algorithm = envelope['SignatureVersion'] === '1' ? 'RSA-SHA1' : 'RSA-SHA256'
  return { ...envelope, Signature: createSign(algorithm).update(text).sign(SNS_PEM, 'base64') }
}
