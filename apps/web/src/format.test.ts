import { expect, test } from 'vitest'
import { bytes, clock, instant, money, percent, plural, score, span } from './format.js'

test('a number that is missing is a dash, and a price that is unknown is said, never a zero', () => {
  expect([score(null), clock(null), span(undefined), bytes(null)]).toEqual(['–', '–', '–', '–'])
  expect(money(null)).toBe('cost unknown')
  expect(money(0)).toBe('$0.00')
})

test('a video of 606 seconds lasts 10:06, and one of an hour and a bit shows its hours', () => {
  expect([clock(606), clock(3723), clock(0.4)]).toEqual(['10:06', '1:02:03', '0:00'])
})

test('an instant keeps its hundredths on both sides of the minute', () => {
  expect([instant(3.2), instant(63.2), instant(59.999), instant(119.999)]).toEqual([
    '3.20 s',
    '1:03.20',
    '1:00.00',
    '2:00.00',
  ])
})

test('a span is never written as 60 of a unit, and leaves out what is nothing', () => {
  expect([span(0.84), span(20), span(59.99), span(125), span(600), span(7199)]).toEqual([
    '840 ms',
    '20 s',
    '1 min',
    '2 min 5 s',
    '10 min',
    '2 h',
  ])
})

test('small costs are not rounded away', () => {
  expect([money(1_234), money(2_500_000)]).toEqual(['$0.0012', '$2.50'])
})

test('almost everything is not everything', () => {
  expect([percent(1), percent(0.994), percent(0)]).toEqual(['100 %', '99.4 %', '0 %'])
  expect([percent(0.9996), percent(0.0001)]).toEqual(['99.9 %', '0.1 %'])
})

test('one of a thing is not several', () => {
  expect([plural(1, 'frame'), plural(2, 'frame'), plural(0, 'query', 'queries')]).toEqual([
    '1 frame',
    '2 frames',
    '0 queries',
  ])
})
