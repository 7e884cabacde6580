import { expect, test } from 'vitest'
import { mostCues, parseWebVtt } from './parse-web-vtt.js'

test('cues come out as plain text in their order, whatever dressed them', () => {
  const { cues } = parseWebVtt(
    [
      'WEBVTT',
      'NOTE a note is nothing that anybody says',
      '2\r\n00:00:04.000 --> 00:00:05.500 align:start position:10%\r\n<v Ann>Two &amp; <i>three</i></v>\r\nmore',
      '00:01.250 --> 00:02.000\n{\\an8}One',
    ].join('\n\n'),
  )
  expect(cues).toEqual([
    { startSeconds: 1.25, endSeconds: 2, text: 'One' },
    { startSeconds: 4, endSeconds: 5.5, text: 'Two & three more' },
  ])
})

test('a line that rolls on is one cue, and what says nothing or ends before it begins is none', () => {
  const { cues } = parseWebVtt(
    'WEBVTT\n\n00:01.000 --> 00:02.000\nhello\n\n00:02.100 --> 00:03.000\nhello\n\n00:05.000 --> 00:04.000\nno\n\n00:06.000 --> 00:07.000\n<i></i>',
  )
  expect(cues).toEqual([{ startSeconds: 1, endSeconds: 3, text: 'hello' }])
})

test('a file with cues without end is cut, and says so', () => {
  const many = Array.from({ length: mostCues + 1 }, (_, at) => `${clock(at)} --> ${clock(at + 0.4)}\nword ${at}`)
  const { cues, isCut } = parseWebVtt(`WEBVTT\n\n${many.join('\n\n')}`)
  expect([cues.length, isCut]).toEqual([mostCues, true])
})

function clock(seconds: number): string {
  const part = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${part(seconds / 3600)}:${part((seconds / 60) % 60)}:${part(seconds % 60)}.${seconds % 1 === 0 ? '000' : '400'}`
}
