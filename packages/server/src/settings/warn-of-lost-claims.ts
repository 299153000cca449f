import { profiles, type Profile } from "@moncomptepro/profiles";
import { opens, scopesOf } from "./scopes.js";
import type { Settings } from "./settings.js";

/** What a login tells without any scope. */
const OF_THE_TOKEN: ReadonlySet<string> = new Set(
  "sub iss aud exp iat auth_time nonce acr amr at_hash c_hash azp sid jti".split(" "),
);

/** Scopes of the protocol, which open no claim. */
const OF_THE_PROTOCOL: ReadonlySet<string> = new Set(["openid", "offline_access"]);

type Asked = Pick<Settings, "profile" | "scope" | "keepClaims" | "logger">;

/**
 * Says at the start what the application asks for and will not get, for example after a move from one provider to
 * another: a provider drops a scope that it does not know without a word.
 */
export function warnOfLostClaims(all: readonly Asked[]): void {
  for (const { profile, scope, logger } of all)
    for (const name of scope.split(" ").filter((each) => !isKnown(each, profile)))
      logger.warn(
        "scope_unknown",
        `${profile.id} does not know the scope ${name}.${fateOf(name, scope, profile)}`,
      );
  const [first] = all;
  for (const claim of first?.keepClaims ?? []) {
    if (OF_THE_TOKEN.has(claim) || all.some(({ profile, scope }) => opens(scope, claim, profile.scopes)))
      continue;
    const scopes = new Set(all.flatMap(({ profile }) => scopesOf(claim, profile.scopes)));
    const ids = all.map(({ profile }) => profile.id).join(", ");
    const why =
      scopes.size > 0 ? `needs the scope ${[...scopes].join(" or ")}` : `comes under no scope of ${ids}`;
    first?.logger.warn("claim_never_kept", `keepClaims holds ${claim}, which ${why}.`);
  }
}

function isKnown(scope: string, { scopes }: Profile): boolean {
  return OF_THE_PROTOCOL.has(scope) || Object.hasOwn(scopes, scope);
}

/** What becomes of the claims that a scope opens at another provider. */
function fateOf(name: string, scope: string, { scopes }: Profile): string {
  const claims = new Set(Object.values(profiles).flatMap((other) => other.scopes[name] ?? []));
  const all = [...claims].filter((claim) => !opens(scope, claim, scopes));
  const gone = all.filter((claim) => scopesOf(claim, scopes).length === 0);
  const elsewhere = all
    .filter((claim) => !gone.includes(claim))
    .map((claim) => `${claim} comes with the scope ${scopesOf(claim, scopes).join(" or ")}`);
  const lost = gone.length > 0 ? [`no scope there gives ${gone.join(", ")}`] : [];
  const fates = [...lost, ...elsewhere];
  return fates.length > 0 ? ` Of its claims, ${fates.join("; ")}.` : "";
}
