import { expect, test } from 'vitest'
import { renderJunit } from './render-junit.js'

test('failed and unmeasured gates are told apart, and hostile names stay text', () => {
  const xml = renderJunit([
    {
      name: 'run <1> & "two"\u0000',
      seconds: 1.5,
      gates: [
        { name: 'overall<70', outcome: 'failed', message: '65.00 < 70' },
        { name: 'fluency<60', outcome: 'passed', message: '80.00' },
        { name: 'tone<60', outcome: 'unmeasured', message: 'no score' },
      ],
    },
  ])
  expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="video2roleplay">
  <testsuite name="run &lt;1&gt; &amp; &quot;two&quot;\uFFFD" tests="3" failures="1" errors="1" time="1.500">
    <testcase classname="run &lt;1&gt; &amp; &quot;two&quot;\uFFFD" name="overall&lt;70"><failure message="65.00 &lt; 70"/></testcase>
    <testcase classname="run &lt;1&gt; &amp; &quot;two&quot;\uFFFD" name="fluency&lt;60"><system-out>80.00</system-out></testcase>
    <testcase classname="run &lt;1&gt; &amp; &quot;two&quot;\uFFFD" name="tone&lt;60"><error message="no score"/></testcase>
  </testsuite>
</testsuites>
`)
})
