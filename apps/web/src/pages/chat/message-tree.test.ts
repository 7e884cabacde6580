import { expect, test } from 'vitest'
import type { ChatMessageView } from '../../api-types.js'
import { branchThrough, pathTo, siblingsOf } from './message-tree.js'

const message = (id: string, parentId: string | null, role: 'user' | 'assistant') =>
  ({ id, parentId, role }) as ChatMessageView

/** A question asked twice; the second answer was talked about further. */
const talk = [
  message('ask', null, 'user'),
  message('answer', 'ask', 'assistant'),
  message('again', null, 'user'),
  message('second', 'again', 'assistant'),
  message('more', 'second', 'user'),
  message('last', 'more', 'assistant'),
]
const ids = (messages: ChatMessageView[]) => messages.map(({ id }) => id)

test('without a choice the newest branch is shown', () => {
  expect(ids(branchThrough(talk, undefined))).toEqual(['again', 'second', 'more', 'last'])
})

test('choosing an earlier try shows that try and what followed it, and nothing of the other', () => {
  expect(ids(branchThrough(talk, 'ask'))).toEqual(['ask', 'answer'])
})

test('choosing the beginning of a branch goes on to its end', () => {
  expect(ids(branchThrough(talk, 'again'))).toEqual(['again', 'second', 'more', 'last'])
})

test('the path to a message leaves out what came after it, and the path to nothing is empty', () => {
  expect(ids(pathTo(talk, 'second'))).toEqual(['again', 'second'])
  expect(pathTo(talk, null)).toEqual([])
})

test('tries of one question are siblings, oldest first', () => {
  expect(ids(siblingsOf(talk, talk[2]!))).toEqual(['ask', 'again'])
})
