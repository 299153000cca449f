import type * as Zlib from "node:zlib";

/** Bytes of what is deflated at most: what a cookie swells to must not fill the memory. */
const MAXIMUM_BYTES = 32_768;

/** What stands in the place of something that would not have fitted. */
interface Deflated {
  readonly deflated: string;
}

/**
 * The same content in less room (RFC 1951), for a text that repeats itself as lists do. Undefined when it is too much.
 *
 * A length tells something of what is compressed before it is encrypted (RFC 8725 section 3.6): of a secret, when the one
 * who sees the lengths chooses what stands beside it, again and again. Here that is the person whose cookie it is, at one
 * login each time, with other tokens each time. So only what would not fit otherwise is deflated.
 */
export function deflated(content: object): Deflated | undefined {
  const text = Buffer.from(JSON.stringify(content));
  if (text.length > MAXIMUM_BYTES) return undefined;
  return { deflated: zlib().deflateRawSync(text).toString("base64url") };
}

/** Takes back what {@link deflated} made; anything else is what it is. */
export function inflated(content: unknown): unknown {
  if (!isDeflated(content)) return content;
  const text = zlib().inflateRawSync(Buffer.from(content.deflated, "base64url"), {
    maxOutputLength: MAXIMUM_BYTES,
  });
  return JSON.parse(text.toString());
}

function isDeflated(content: unknown): content is Deflated {
  return typeof content === "object" && content !== null && "deflated" in content;
}

/** Loaded when it is first needed, as few sessions do. */
function zlib(): typeof Zlib {
  return process.getBuiltinModule("node:zlib");
}
