/**
 * Keeps keys out of messages, logs and stored errors: providers echo them (`Incorrect API key provided: sk-…`).
 */
const keyLike = /\b(sk|pk|rk|xai|gsk|hf|r8|AIza)[-_][A-Za-z0-9*_-]{6,}|\bBearer\s+[A-Za-z0-9._~+/=*-]{6,}/g

/** `text` without anything that looks like a key, and without `secrets` whatever they look like. */
export function redact(text: string, secrets: readonly string[] = []): string {
  const known = secrets.filter((secret) => secret.length > 3)
  return known.reduce((rest, secret) => rest.replaceAll(secret, '[key]'), text).replace(keyLike, '[key]')
}
