/** Whether a text stops in the middle of a sentence: the sign of a cut that the endpoint did not report (A.2, bad case 3). */
const sentenceEnd = /[.!?…。！？～~)\]}>"'”’」』）】*_`|♪♡❤]$|\p{Extended_Pictographic}\uFE0F?$/u

export function isUnterminated(text: string): boolean {
  const end = text.trimEnd()
  return end !== '' && !sentenceEnd.test(end.slice(-4))
}
