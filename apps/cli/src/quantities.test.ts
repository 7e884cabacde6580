import { expect, test } from 'vitest'
import { bytesText, count, durationText, moneyText, parseInstant, timestampText } from './quantities.js'

test('durations grow from seconds to hours', () => {
  expect([0.42, 9.96, 59.4, 61, 3600, 7384].map(durationText)).toEqual([
    '0.4 s',
    '10 s',
    '59 s',
    '1 min 01 s',
    '1 h 00 min',
    '2 h 03 min',
  ])
})

test('a place in a video is minutes, seconds and milliseconds', () => {
  expect([0, 4.6875, 62.48, 599.9996].map(timestampText)).toEqual(['0:00.000', '0:04.688', '1:02.480', '10:00.000'])
})

test('a time is written in seconds, or with minutes and hours before them', () => {
  expect(['62.5', '1:02.5', '1:01:02', '0'].map(parseInstant)).toEqual([62.5, 62.5, 3662, 0])
  expect(['', 'soon', '1:', '-3', '1:2:3:4'].map(parseInstant)).toEqual([null, null, null, null, null])
})

test('sizes are decimal', () => {
  expect([0, 999, 1500, 12_345_678].map(bytesText)).toEqual(['0 B', '999 B', '1.5 kB', '12.3 MB'])
})

test('an unknown price is never shown as nothing', () => {
  expect(moneyText({ microUsd: null, unknown: 3 })).toBe('cost unknown')
  expect(moneyText({ microUsd: 1_500_000, unknown: 2 })).toBe('≥ $1.50, 2 unknown')
  expect(moneyText({ microUsd: 420, unknown: 0 })).toBe('$0.00042')
  expect(moneyText({ microUsd: 0, unknown: 0 })).toBe('$0.00')
})

test('one is not many', () => {
  expect([count(1, 'frame'), count(2, 'frame'), count(13_776, 'call')]).toEqual(['1 frame', '2 frames', '13,776 calls'])
})
