/**
 * A text as a fixed number of whole numbers, so that the share of equal numbers is about the share of equal shingles
 * (MinHash), and so that likely pairs among very many texts are found without comparing all with all.
 */
export const signatureLength = 64

/** FNV-1a, then one multiply and shift for each place of the signature. */
export function minhash(shingles: Iterable<string>, length = signatureLength): Uint32Array {
  const signature = new Uint32Array(length).fill(0xff_ff_ff_ff)
  for (const shingle of shingles) {
    let hash = 0x81_1c_9d_c5
    for (let at = 0; at < shingle.length; at++) hash = Math.imul(hash ^ shingle.charCodeAt(at), 0x01_00_01_93)
    for (let place = 0; place < length; place++) {
      const mixed = mix(hash ^ Math.imul(place + 1, 0x9e_37_79_b1))
      if (mixed < signature[place]!) signature[place] = mixed
    }
  }
  return signature
}

export function likeness(first: Uint32Array, second: Uint32Array): number {
  const length = Math.min(first.length, second.length)
  let equal = 0
  for (let at = 0; at < length; at++) if (first[at] === second[at] && first[at] !== 0xff_ff_ff_ff) equal++
  return length === 0 ? 0 : equal / length
}

/** The finaliser of MurmurHash3. */
function mix(value: number): number {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x85_eb_ca_6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35)
  return (hash ^ (hash >>> 16)) >>> 0
}
