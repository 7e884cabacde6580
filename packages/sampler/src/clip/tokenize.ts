/** Text to the token ids that CLIP's text encoder reads: lower case, byte pairs, and never more than 77. */
import { Tokenizer } from '@huggingface/tokenizers'
import { SamplerError } from '../errors.js'

/** Length of the text encoder's position table. */
const MAX_TOKENS = 77

export type Tokenize = (text: string) => bigint[]

/** From the text of a tokenizer.json: lower-casing, the regular expression and the merges are all in there. */
export function createTokenizer(json: string): Tokenize {
  const tokenizer = open(json)
  return (text) => {
    const { ids } = tokenizer.encode(text)
    // The end token is where the network reads the meaning from: a long text loses its end, never that.
    const end = ids.at(-1)
    const kept = ids.length <= MAX_TOKENS || end === undefined ? ids : [...ids.slice(0, MAX_TOKENS - 1), end]
    return kept.map(BigInt)
  }
}

function open(json: string): Tokenizer {
  try {
    return new Tokenizer(JSON.parse(json) as object, {})
  } catch (cause) {
    throw new SamplerError('model-unsupported', 'The tokenizer.json of this model cannot be read.', { cause })
  }
}
