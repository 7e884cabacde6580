/** A tokenizer.json built like CLIP's (byte pairs with an end-of-word mark), with the merges of a few words. */
const words =
  'a an the of in on and with is person people man woman child dog cat car street river beach mountain water'
const more = 'snow red blue green black white running walking talking cooking photo film scene night morning light'

export function tinyTokenizer(): { json: string; vocabulary: number } {
  const letters = byteLetters()
  const vocab = new Map<string, number>()
  const add = (token: string) => vocab.has(token) || vocab.set(token, vocab.size)
  for (const letter of letters) add(letter)
  for (const letter of letters) add(`${letter}</w>`)
  const merges = mergesOf(`${words} ${more}`.split(' '))
  for (const pair of merges) add(pair.join(''))
  const start = vocab.size
  const end = start + 1
  vocab.set('<|startoftext|>', start).set('<|endoftext|>', end)
  const special = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }
  const json = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [
      { id: start, content: '<|startoftext|>', ...special },
      { id: end, content: '<|endoftext|>', ...special },
    ],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: String.raw`\s+` }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        {
          type: 'Split',
          pattern: { Regex: String.raw`'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+` },
          behavior: 'Removed',
          invert: true,
        },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      ],
    },
    post_processor: {
      type: 'RobertaProcessing',
      sep: ['<|endoftext|>', end],
      cls: ['<|startoftext|>', start],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: '<|endoftext|>',
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      fuse_unk: false,
      vocab: Object.fromEntries(vocab),
      merges: merges.map((pair) => pair.join(' ')),
    },
  }
  return { json: JSON.stringify(json), vocabulary: vocab.size }
}

/** Each word grows from its first letter. */
function mergesOf(all: string[]): [string, string][] {
  const merges = new Map<string, [string, string]>()
  for (const word of all) {
    const letters = [...word.slice(0, -1), `${word.at(-1)}</w>`]
    letters.reduce((left, right) => {
      merges.set(`${left} ${right}`, [left, right])
      return left + right
    })
  }
  return [...merges.values()]
}

/** GPT-2's visible letter for each of the 256 bytes. */
function byteLetters(): string[] {
  const isVisible = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173)
  let hidden = 0
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isVisible(byte) ? byte : 256 + hidden++))
}
