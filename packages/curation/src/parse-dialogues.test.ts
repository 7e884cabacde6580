import { describe, expect, test } from 'vitest'
import { parseDialogues, type ParsedReply } from './parse-dialogues.js'

const two = [
  ['Where are you going?', 'To the market.'],
  ['With whom?', 'My sister.'],
] as const
const twoInChinese = [
  ['你要去哪儿？', '去市场。'],
  ['和谁一起？', '和我妹妹。'],
] as const

/** Every shape holds the same two pairs. */
const shapes: Record<string, string> = {
  'plain Q and A': 'Q: Where are you going?\nA: To the market.\n\nQ: With whom?\nA: My sister.',
  'lower case': 'q: Where are you going?\na: To the market.\nq: With whom?\na: My sister.',
  'whole words': 'Question: Where are you going?\nAnswer: To the market.\n\nQuestion: With whom?\nAnswer: My sister.',
  'numbered labels': 'Q1: Where are you going?\nA1: To the market.\n\nQ2: With whom?\nA2: My sister.',
  'numbered words':
    'Question 1: Where are you going?\nAnswer 1: To the market.\nQuestion 2: With whom?\nAnswer 2: My sister.',
  'bold labels': '**Q:** Where are you going?\n**A:** To the market.\n\n**Q:** With whom?\n**A:** My sister.',
  'bold labels, colon outside':
    '**Question**: Where are you going?\n**Answer**: To the market.\n\n**Question**: With whom?\n**Answer**: My sister.',
  'a numbered list of labels': '1. Q: Where are you going?\n   A: To the market.\n2. Q: With whom?\n   A: My sister.',
  'a bold numbered list':
    '1. **Question:** Where are you going?\n   **Answer:** To the market.\n2. **Question:** With whom?\n   **Answer:** My sister.',
  bullets: '- Q: Where are you going?\n- A: To the market.\n- Q: With whom?\n- A: My sister.',
  'block quotes': '> Q: Where are you going?\n> A: To the market.\n>\n> Q: With whom?\n> A: My sister.',
  'headings with labels below':
    '### Question 1\nWhere are you going?\n### Answer 1\nTo the market.\n### Question 2\nWith whom?\n### Answer 2\nMy sister.',
  'titled dialogues with rules':
    '### Dialogue 1\n\nQ: Where are you going?\nA: To the market.\n\n---\n\n### Dialogue 2\n\nQ: With whom?\nA: My sister.\n\n---',
  'full-width colons': 'Q：Where are you going?\nA：To the market.\nQ：With whom?\nA：My sister.',
  'dashes for colons': 'Q - Where are you going?\nA - To the market.\nQ - With whom?\nA - My sister.',
  brackets: '[Q] Where are you going?\n[A] To the market.\n[Q] With whom?\n[A] My sister.',
  'brackets and colons':
    '[Question]: Where are you going?\n[Answer]: To the market.\n[Question]: With whom?\n[Answer]: My sister.',
  'a parenthesis': 'Q) Where are you going?\nA) To the market.\nQ) With whom?\nA) My sister.',
  'both on one line': 'Q: Where are you going? A: To the market.\nQ: With whom? A: My sister.',
  'User and Assistant':
    'User: Where are you going?\nAssistant: To the market.\nUser: With whom?\nAssistant: My sister.',
  'Human and Assistant headings':
    '### Human: Where are you going?\n### Assistant: To the market.\n### Human: With whom?\n### Assistant: My sister.',
  'Viewer and Vlogger':
    'Viewer: Where are you going?\nVlogger: To the market.\n\nViewer: With whom?\nVlogger: My sister.',
  YAML: '- question: "Where are you going?"\n  answer: "To the market."\n- question: "With whom?"\n  answer: "My sister."',
  'windows line ends': 'Q: Where are you going?\r\nA: To the market.\r\n\r\nQ: With whom?\r\nA: My sister.\r\n',
  'an introduction and a farewell':
    "Here are the pairs:\n\nQ: Where are you going?\nA: To the market.\n\nQ: With whom?\nA: My sister.\n\nLet me know if you'd like more!",
  'thinking first':
    '<think>Q: is it good?\nA: it is.</think>\nQ: Where are you going?\nA: To the market.\n\nQ: With whom?\nA: My sister.',
  'thinking without its opening tag':
    'Q: hm?\nA: hm.\n</think>\n\nQ: Where are you going?\nA: To the market.\n\nQ: With whom?\nA: My sister.',
  'a JSON array':
    '[{"question":"Where are you going?","answer":"To the market."},{"question":"With whom?","answer":"My sister."}]',
  'JSON with short keys, fenced':
    '```json\n[{"q":"Where are you going?","a":"To the market."},{"q":"With whom?","a":"My sister."}]\n```',
  'JSON in prose':
    'Sure! {"dialogues":[{"Q":"Where are you going?","A":"To the market."},{"Q":"With whom?","A":"My sister."}]} Enjoy.',
  'JSON lines':
    '{"user":"Where are you going?","assistant":"To the market."}\n{"user":"With whom?","assistant":"My sister."}',
  'JSON with a trailing comma':
    '[{"question":"Where are you going?","answer":"To the market.",},{"question":"With whom?","answer":"My sister."},]',
  'JSON cut off':
    '[{"question":"Where are you going?","answer":"To the market."},{"question":"With whom?","answer":"My sister."},{"question":"And th',
  'JSON with extra fields':
    '[{"id":1,"question":"Where are you going?","answer":"To the market.","tags":["x"]},{"id":2,"question":"With whom?","answer":"My sister.","tags":[]}]',
  'JSON chat messages':
    '[{"role":"user","content":"Where are you going?"},{"role":"assistant","content":"To the market."},{"role":"user","content":"With whom?"},{"role":"assistant","content":"My sister."}]',
  'ShareGPT turns':
    '{"conversations":[{"from":"human","value":"Where are you going?"},{"from":"gpt","value":"To the market."},{"from":"human","value":"With whom?"},{"from":"gpt","value":"My sister."}]}',
  'JSON tuples': '[["Where are you going?","To the market."],["With whom?","My sister."]]',
  'JSON numbered keys': '{"Q1":"Where are you going?","A1":"To the market.","Q2":"With whom?","A2":"My sister."}',
  'XML tags':
    '<pair><question>Where are you going?</question><answer>To the market.</answer></pair>\n<pair><question>With whom?</question><answer>My sister.</answer></pair>',
  'short XML tags': '<q>Where are you going?</q>\n<a>To the market.</a>\n<q>With whom?</q>\n<a>My sister.</a>',
  'a markdown table':
    '| # | Question | Answer |\n|---|---|---|\n| 1 | Where are you going? | To the market. |\n| 2 | With whom? | My sister. |',
  ChatML:
    '<|im_start|>user\nWhere are you going?<|im_end|>\n<|im_start|>assistant\nTo the market.<|im_end|>\n<|im_start|>user\nWith whom?<|im_end|>\n<|im_start|>assistant\nMy sister.<|im_end|>',
  'INST marks': '[INST] Where are you going? [/INST] To the market. </s>[INST] With whom? [/INST] My sister. </s>',
  'numbered questions, answers below': '1. Where are you going?\n   To the market.\n2. With whom?\n   My sister.',
  'numbered, arrow': '1. Where are you going? -> To the market.\n2. With whom? -> My sister.',
  'bold numbered questions': '1. **Where are you going?**\n   To the market.\n\n2. **With whom?**\n   My sister.',
  'names taking turns': 'Lin: Where are you going?\nMei: To the market.\nLin: With whom?\nMei: My sister.',
  'bold questions': '**Where are you going?**\nTo the market.\n\n**With whom?**\nMy sister.',
  'bare blocks of two lines': 'Where are you going?\nTo the market.\n\nWith whom?\nMy sister.',
  'bulleted question, dashed answer': '• Where are you going?\n– To the market.\n• With whom?\n– My sister.',
}

const chineseShapes: Record<string, string> = {
  '问 and 答': '问：你要去哪儿？\n答：去市场。\n\n问：和谁一起？\n答：和我妹妹。',
  '问题 and 回答, numbered': '问题1：你要去哪儿？\n回答1：去市场。\n问题2：和谁一起？\n回答2：和我妹妹。',
  'lens brackets': '【问】你要去哪儿？\n【答】去市场。\n【问】和谁一起？\n【答】和我妹妹。',
  'viewers and a blogger': '观众：你要去哪儿？\n博主：去市场。\n观众：和谁一起？\n博主：和我妹妹。',
  'bold, ascii colon': '**问**: 你要去哪儿？\n**答**: 去市场。\n\n**问**: 和谁一起？\n**答**: 和我妹妹。',
  'Chinese JSON keys': '[{"问题":"你要去哪儿？","回答":"去市场。"},{"问题":"和谁一起？","回答":"和我妹妹。"}]',
  'one line each': '问：你要去哪儿？答：去市场。\n问：和谁一起？答：和我妹妹。',
  'titled groups': '对话一：\n问：你要去哪儿？\n答：去市场。\n\n对话二：\n问：和谁一起？\n答：和我妹妹。',
  'enumeration commas': '1、你要去哪儿？\n去市场。\n2、和谁一起？\n和我妹妹。',
  names: '小林：你要去哪儿？\n阿梅：去市场。\n小林：和谁一起？\n阿梅：和我妹妹。',
}

function pairsOf(parsed: ParsedReply): string[][] {
  const bare = (text: string): string => text.replace(/^["*]+|["*]+$/g, '')
  return parsed.status === 'parsed' ? parsed.dialogues.map((one) => [bare(one.question), bare(one.answer)]) : []
}

describe('a reply yields its two pairs, in the shape of', () => {
  test.each(Object.entries(shapes))('%s', (_, reply) => {
    expect(pairsOf(parseDialogues(reply))).toEqual(two)
  })
  test.each(Object.entries(chineseShapes))('%s', (_, reply) => {
    expect(pairsOf(parseDialogues(reply))).toEqual(twoInChinese)
  })
})

describe('a reply', () => {
  test('knows where each pair stood, thinking included', () => {
    const reply = '<think>hm</think>\nQ: Where to?\nA: Home.\n\nQ: Why?\nA: Tired.'
    const parsed = parseDialogues(reply)
    expect(
      parsed.status === 'parsed' && parsed.dialogues.map((one) => reply.slice(one.span.start, one.span.end)),
    ).toEqual(['Q: Where to?\nA: Home.', 'Q: Why?\nA: Tired.'])
  })

  test('keeps an answer of several lines together', () => {
    expect(pairsOf(parseDialogues('Q: How?\nA: First you boil it.\n\nThen you wait.\n\nQ: Long?\nA: No.'))).toEqual([
      ['How?', 'First you boil it.\n\nThen you wait.'],
      ['Long?', 'No.'],
    ])
  })

  test('lists a question that nobody answered', () => {
    const parsed = parseDialogues('Q: Where to?\nA: Home.\nQ: Why?')
    expect(parsed.status === 'parsed' && parsed.unpaired.map((one) => one.text)).toEqual(['Why?'])
  })

  test.each([
    'None',
    'none.',
    '"None"',
    '**None**',
    '`None`',
    '```\nNone\n```',
    '<think>poor</think>None',
    'NONE',
    '无',
    'None. The description is too short.',
  ])('that says %s declines, which is no error and no dialogue', (reply) =>
    expect(parseDialogues(reply)).toEqual({ status: 'declined' }),
  )

  test('that merely contains the word none is not a refusal to write', () => {
    expect(parseDialogues('Q: Any regrets?\nA: None.').status).toBe('parsed')
  })

  test.each([
    ['', 'empty'],
    ['  \n ', 'empty'],
    ['<think>still thinking', 'only-thinking'],
    ['She opens a box. She smiles.', 'no-pairs'],
    ["[{'q':'a'}]", 'malformed-json'],
    ['She opens a box. '.repeat(50), 'repetition'],
    ['['.repeat(100_000), 'too-deep'],
    ['x'.repeat(300_000), 'too-large'],
  ])('that cannot be read says why: %#', (reply, reason) => {
    expect(parseDialogues(reply)).toMatchObject({ status: 'unparsed', reason })
  })

  test('of prose with a question in it is not taken for a dialogue', () => {
    expect(parseDialogues('She walks along.\nWhere is she going?\nNobody knows, and she does not say.').status).toBe(
      'unparsed',
    )
  })
})
