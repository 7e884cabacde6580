/** An answer in which the words that the caption nowhere has are marked: where a reviewer should look first. */
import { useMemo } from 'react'
import classes from './answer-text.module.css'

export function AnswerText({ answer, unsupported }: { answer: string; unsupported: string[] }) {
  const pieces = useMemo(() => cut(answer, new Set(unsupported)), [answer, unsupported])
  return (
    <p className="prose">
      {pieces.map(({ text, isUnsupported }, index) =>
        isUnsupported ? (
          <mark key={`${index}${text}`} className={classes.mark} title="Not a word of the caption">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </p>
  )
}

/** The server counts words without a plural s, and each Chinese character as a word. */
function cut(answer: string, unsupported: ReadonlySet<string>): { text: string; isUnsupported: boolean }[] {
  return answer.split(/(\p{Script=Han}|[\p{L}\p{N}']+)/u).map((text) => {
    const word = text.toLowerCase()
    return { text, isUnsupported: unsupported.has(word) || unsupported.has(word.replace(/s$/, '')) }
  })
}
