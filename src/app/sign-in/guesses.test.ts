import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import {
  createGuesses,
  GUESS_WINDOW_MS,
  GUESSES_ACCOUNT_MAX,
  GUESSES_ADDRESS_MAX,
  GUESSES_HERE_MAX,
} from '#/app/sign-in/guesses.ts'
import { instant, plusMs } from '#/core/time.ts'

const began = instant('2026-03-02T03:00:00Z')

function guesser() {
  let now = began
  const guesses = createGuesses(() => now)
  return { ...guesses, pass: (ms: number) => (now = plusMs(now, ms)) }
}

const ALLOWED = { isLast: false }
const LAST = { isLast: true }
const waits = (ms: number) => ({ waitSeconds: ms / 1_000 })

test('for one account from one address the tenth guess is the last, until the window is over', () => {
  const { take, pass } = guesser()
  for (let guess = 1; guess < GUESSES_HERE_MAX; guess++) deepEqual(take('bo', 'a'), ALLOWED)
  deepEqual(take('bo', 'a'), LAST)
  deepEqual(take('bo', 'a'), waits(GUESS_WINDOW_MS))
  pass(GUESS_WINDOW_MS - 1_000)
  deepEqual(take('bo', 'a'), waits(1_000))
  pass(1_000)
  deepEqual(take('bo', 'a'), ALLOWED)
})

test('a stranger who guesses elsewhere keeps nobody out', () => {
  const { take } = guesser()
  for (let guess = 0; guess <= GUESSES_HERE_MAX; guess++) take('bo', 'evil')
  deepEqual(take('bo', 'home'), ALLOWED)
})

test('many strangers are stopped too, together', () => {
  const { take } = guesser()
  for (let guess = 0; guess < GUESSES_ACCOUNT_MAX; guess++) take('bo', `evil-${guess}`)
  deepEqual(take('bo', 'another'), waits(GUESS_WINDOW_MS))
})

test('whoever tries one password on many accounts is stopped', () => {
  const { take } = guesser()
  for (let guess = 0; guess < GUESSES_ADDRESS_MAX; guess++) take(`somebody-${guess}`, 'evil')
  deepEqual(take('bo', 'evil'), waits(GUESS_WINDOW_MS))
})

test('what was right does not count: an office behind one address signs in all day', () => {
  const { take, right } = guesser()
  for (let guess = 0; guess < 3 * GUESSES_ADDRESS_MAX; guess++) {
    deepEqual(take(`somebody-${guess}`, 'office'), ALLOWED)
    right(`somebody-${guess}`, 'office')
  }
})

test('what was wrong before it was right is forgotten here', () => {
  const { take, right } = guesser()
  for (let guess = 1; guess < GUESSES_HERE_MAX; guess++) take('bo', 'a')
  right('bo', 'a')
  deepEqual(take('bo', 'a'), ALLOWED)
})
