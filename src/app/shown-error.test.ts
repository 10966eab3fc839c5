import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { shownError } from '#/app/shown-error.ts'

test('what PostgreSQL quotes of a row, and what pg hangs on an error, is not shown', () => {
  const error = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (title)=(Quiet investigation) already exists.',
    client: { connection: {} },
  })
  const { stack } = error
  deepEqual(shownError(error), { type: 'Error', message: 'duplicate key', code: '23505', stack })
})

test('causes and the members of an aggregate are shown in the same way', () => {
  const inner = Object.assign(new Error('inner'), { detail: 'secret' })
  const outer = new Error('outer', { cause: new AggregateError([inner], 'several') })
  deepEqual(shownError(outer), {
    type: 'Error',
    message: 'outer',
    stack: outer.stack,
    cause: {
      type: 'AggregateError',
      message: 'several',
      stack: (outer.cause as Error).stack,
      errors: [{ type: 'Error', message: 'inner', stack: inner.stack }],
    },
  })
})

test('what is no error is shown as it is', () => {
  deepEqual(shownError('text'), 'text')
})
