/** What follows the origin of an address: its path, query and fragment. */
export const pathOf = ({ href, origin }: Pick<URL, "href" | "origin">): string => href.slice(origin.length);
