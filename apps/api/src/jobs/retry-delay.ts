/** How long a job waits before its next attempt: as the endpoint asked, else longer each time, with jitter. */

export const maxAttempts = 3

const firstDelaySeconds = 5
const longestDelaySeconds = 3600

export function retryDelaySeconds(attempt: number, retryAfterMs?: number, random = Math.random()): number {
  const backoff = firstDelaySeconds * 4 ** (attempt - 1)
  const asked = (retryAfterMs ?? 0) / 1000
  return Math.min(longestDelaySeconds, asked > 0 ? asked + random : backoff * (0.5 + random))
}
