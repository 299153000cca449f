/**
 * What a header `content-type` says, without its parameters.
 *
 * @returns undefined without a header
 */
export function mediaTypeOf(header: string | undefined): string | undefined {
  return header?.split(";", 1)[0]?.trim().toLowerCase();
}
