/** Why somebody rejects a dialogue: the paper's bad cases (A.2) and ours, each with its digit in the queue. */
export const reviewReasons = [
  { code: 'unsupported', label: 'Not in the video' },
  { code: 'off-scene', label: 'Off scene' },
  { code: 'ai-voice', label: 'AI voice' },
  { code: 'repetition', label: 'Repeats itself' },
  { code: 'truncated', label: 'Breaks off' },
  { code: 'static-scene', label: 'Static scene' },
  { code: 'wrong-language', label: 'Wrong language' },
  { code: 'unsafe', label: 'Unsafe' },
  { code: 'other', label: 'Other' },
] as const

export type ReviewReason = (typeof reviewReasons)[number]['code']

export const reasonLabel = (code: string): string => reviewReasons.find((reason) => reason.code === code)?.label ?? code
