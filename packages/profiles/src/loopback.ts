/**
 * Says whether a host name always means this machine, wherever it is read: `localhost` and the names under it (RFC 6761
 * section 6.3), 127.0.0.0/8 and ::1. What the mock may call itself without another word, and what the kit calls by http
 * without one, is the same for that reason.
 *
 * @param name in lower case, without port, an IPv6 address in brackets: as `URL` spells a `hostname`
 */
export function isLoopbackName(name: string): boolean {
  if (/^(?:[\w-]+\.)*localhost$/.test(name)) return true;
  if (name === "[::1]") return true;
  const [first, ...others] = name.split(".");
  return first === "127" && others.length === 3 && others.every(isByte);
}

function isByte(text: string): boolean {
  return /^(?:0|[1-9]\d{0,2})$/.test(text) && Number(text) <= 255;
}
