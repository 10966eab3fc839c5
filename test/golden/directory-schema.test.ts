import { test } from 'node:test'
import { directoryJsonSchema } from '#/core/plan/json-schema.ts'
import { golden } from './golden.ts'

test('the JSON Schema of a directory file is the one that editors are given', () => {
  golden(new URL('../../schema/directory.schema.json', import.meta.url), directoryJsonSchema())
})
