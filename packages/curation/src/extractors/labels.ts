/**
 * `Q:` and `A:` in all their dress: 问/答, User/Assistant, Viewer/Vlogger, numbered, bold, bulleted, in headings,
 * in brackets, in YAML, both on one line. The commonest shape by far, read line by line without backtracking.
 */
import { type Extraction, pairTurns, type Turn } from './extraction.js'
import { isRule, type Line, linesOf, ornamentLength } from './lines.js'

const questionLabels =
  'question|questions|q|user|human|viewer|fan|follower|commenter|comment|interviewer|audience|netizen|input|提问者|提问|提问内容|问题|用户|观众|粉丝|网友|评论|记者|问'
const answerLabels =
  'answer|answers|a|ans|reply|response|assistant|gpt|ai|bot|model|character|creator|vlogger|blogger|author|uploader|streamer|host|output|回答|答案|回复|答复|博主|作者|up主|主播|角色|助手|答'
const label = new RegExp(
  `^(?:(${questionLabels})|(${answerLabels}))[ ]{0,2}#?[\\d一二三四五六七八九十]{0,3}[ ]{0,2}[*_\`"”」』】\\])）]{0,4}[ ]{0,2}(?:[:：]|[-–—|.)](?=\\s))[*_]{0,3}[ ]{0,2}`,
  'i',
)
/** `【问】text` and `[Q] text`: the bracket is separator enough. */
const bracketed = new RegExp(`^(?:(${questionLabels})|(${answerLabels}))[ ]{0,2}\\d{0,3}[】\\]）)」]`, 'i')
/** A label alone on its line, the words below it: `**Question 1**`, `### Answer`. */
const alone = new RegExp(`^(?:(${questionLabels})|(${answerLabels}))[ ]{0,2}#?\\d{0,3}[*_:：\\s]{0,6}$`, 'i')
/** The answer's label inside the question's line. */
const inlineAnswer =
  /(?:^|[\s?？。!！|;；/])[*_【[]{0,3}(?:answer|a|reply|答|回答|答案)[ ]?\d{0,3}[*_】\]]{0,3}[:：][*_]{0,3}/i
const heading =
  /^(?:#{1,6}\s|(?:\*\*|__)?(?:dialogue|dialog|pair|exchange|conversation|对话|第.{1,3}[组对轮])[ ]{0,2}[\d一二三四五六七八九十]{0,3}[*_:：.\s]{0,6}$)/i
const farewell =
  /^[(（*_]{0,3}(?:let me know|i hope|hope this|hope these|feel free|these (?:pairs|dialogues)|note:|note that|希望这些|希望对|以上|如果需要|如需|注[:：])/i

export function extractLabels(text: string): Extraction {
  const turns: Turn[] = []
  let current: Turn | undefined
  let isAfterBlank = false
  const close = (): void => {
    if (current) turns.push(...splitInline(current))
    current = undefined
  }
  for (const line of linesOf(text)) {
    const found = matchLabel(line)
    if (found) {
      close()
      current = { side: found.side, text: line.text.slice(found.length), span: { start: line.start, end: line.end } }
    } else if (current) {
      // A quoted block carries its `>` on every line.
      const words = line.text.replace(/^\s{0,8}>\s?/, '')
      const bare = words.trim()
      if (isRule(line.text) || heading.test(bare) || (isAfterBlank && farewell.test(bare))) close()
      else if (bare !== '')
        current = { ...current, text: `${current.text}\n${words}`, span: { ...current.span, end: line.end } }
      else current = { ...current, text: `${current.text}\n` }
    }
    isAfterBlank = line.text.trim() === ''
  }
  close()
  return turns.some((turn) => turn.side === 'answer') ? pairTurns(turns) : { pairs: [], unpaired: [] }
}

function matchLabel(line: Line): { side: Turn['side']; length: number } | undefined {
  const skipped = ornamentLength(line.text)
  // 60 characters hold any label; the rest of a long line need not be looked at.
  const rest = line.text.slice(skipped, skipped + 60)
  const before = line.text.slice(0, skipped)
  const found =
    label.exec(rest) ??
    (/[【[(（]$/.test(before) ? bracketed.exec(rest) : null) ??
    (line.text.length < 60 ? alone.exec(rest) : null)
  if (!found) return undefined
  // Stars after the colon close the label's own (`**Q:** text`), or else they open the words (`Q:**text**`).
  const stars = /[*_]+ *$/.exec(found[0])?.[0] ?? ''
  const isOwnEmphasis = /[*_]/.test(before + found[0].slice(0, found[0].length - stars.length))
  const length = skipped + found[0].length - (isOwnEmphasis ? 0 : stars.length)
  return { side: found[1] === undefined ? 'answer' : 'question', length }
}

/** `Where to? A: To the market.` in one turn becomes two. */
function splitInline(turn: Turn): Turn[] {
  if (turn.side === 'answer') return [turn]
  const found = inlineAnswer.exec(turn.text)
  if (!found || turn.text.slice(0, found.index + 1).trim() === '') return [turn]
  const at = found.index + (/^[?？。!！]/.test(found[0]) ? 1 : 0)
  return [
    { side: 'question', text: turn.text.slice(0, at), span: turn.span },
    { side: 'answer', text: turn.text.slice(found.index + found[0].length), span: turn.span },
  ]
}
