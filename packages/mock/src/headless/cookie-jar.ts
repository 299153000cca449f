interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** The cookies of one site, as far as the provider uses them: name, path, and an end. */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** Value of a `Cookie` header. */
  header({ pathname }: URL): string {
    return [...this.#cookies.values()]
      .filter(({ path }) => pathname === path || pathname.startsWith(path.replace(/\/?$/, "/")))
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
  }

  /** @param lines - `Set-Cookie` headers */
  store(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = "", ...attributes] = line.split(/; */);
      const [name = "", ...value] = pair.split("=");
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? "/";
      const isOver = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=.* 1970/i.test(one));
      if (isOver) this.#cookies.delete(`${name} ${path}`);
      else this.#cookies.set(`${name} ${path}`, { name, value: value.join("="), path });
    }
  }
}
