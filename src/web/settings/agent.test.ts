import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { agentName } from './agent.ts'

test('a browser is named as people know it', () => {
  const gecko = 'AppleWebKit/537.36 (KHTML, like Gecko)'
  equal(
    agentName(
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${gecko} Chrome/153.0.0.0 Safari/537.36 Edg/153.0`,
    ),
    'Edge · Windows',
  )
  equal(
    agentName('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'),
    'Firefox · Linux',
  )
  equal(
    agentName(
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${gecko} Version/18.0 Mobile/15E148 Safari/604.1`,
    ),
    'Safari · iPhone',
  )
  equal(
    agentName(`Mozilla/5.0 (Linux; Android 15) ${gecko} Chrome/153.0.0.0 Mobile Safari/537.36`),
    'Chrome · Android',
  )
})

test('what is not known is given as it came', () => {
  equal(agentName('curl/8.5.0'), 'curl/8.5.0')
})
