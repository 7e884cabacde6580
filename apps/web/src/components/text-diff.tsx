/** Two texts in one: what went is struck through, what came is underlined. Words by the language's own borders. */
import { diffWordsWithSpace } from 'diff'
import { useMemo } from 'react'
import classes from './text-diff.module.css'

/** Chinese has no spaces between words: without it a sentence would be one word. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

export function TextDiff({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => diffWordsWithSpace(before, after, { intlSegmenter: segmenter }), [before, after])
  return (
    <p className={`prose ${classes.diff}`}>
      {parts.map((part, index) => {
        const key = `${index}${part.value}`
        if (part.added) return <ins key={key}>{part.value}</ins>
        return part.removed ? <del key={key}>{part.value}</del> : <span key={key}>{part.value}</span>
      })}
    </p>
  )
}
