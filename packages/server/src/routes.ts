import type { Settings } from "./settings/settings.js";

/** What our routes lead to. */
export type OperationName =
  | "startLogin"
  | "startLoginByForm"
  | "finishLogin"
  | "describeProvider"
  | "finishPageLogin"
  | "whoAmI"
  | "askToSwitchAccount"
  | "switchAccount"
  | "askForOrganization"
  | "selectOrganization"
  | "startLogout"
  | "continueLogout"
  | "finishLogout"
  | "backchannelLogout"
  | "publishKeys";

/** What each method of a route leads to. */
export type Methods = Readonly<Partial<Record<"GET" | "POST", OperationName>>>;

/** Our routes by path, without a final slash: see {@link routeOf}. Every other path is the application's. */
export type Routes = ReadonlyMap<string, Methods>;

/** A path as routes are called: servers and proxies add a final slash, which makes no difference. */
export function routeOf(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

export function createRoutes({
  path: root,
  redirectUri,
  browserRedirectUris,
  session: { store },
  tokenKeys,
  decryptionKeys,
  profile: { organizationChange },
}: Settings): Routes {
  const callback = routeOf(new URL(redirectUri).pathname);
  const inPages = browserRedirectUris.length > 0;
  const usual: Methods = callback === `${root}/callback` ? { GET: "finishLogin" } : {};
  return new Map<string, Methods>([
    [`${root}/login`, { GET: "startLogin", POST: "startLoginByForm" }],
    [callback, { GET: "finishLogin" }],
    ...(inPages
      ? ([
          [`${root}/provider`, { GET: "describeProvider" }],
          [`${root}/callback`, { ...usual, POST: "finishPageLogin" }],
        ] as const)
      : []),
    [`${root}/me`, { GET: "whoAmI" }],
    [`${root}/switch-account`, { GET: "askToSwitchAccount", POST: "switchAccount" }],
    ...(organizationChange
      ? ([
          [`${root}/select-organization`, { GET: "askForOrganization", POST: "selectOrganization" }],
        ] as const)
      : []),
    [`${root}/logout`, { POST: "startLogout" }],
    [`${root}/logout/continue`, { GET: "continueLogout" }],
    [`${root}/logout/callback`, { GET: "finishLogout" }],
    ...(tokenKeys.length + decryptionKeys.length > 0
      ? [[`${root}/jwks`, { GET: "publishKeys" }] as const]
      : []),
    ...(store ? [[`${root}/backchannel-logout`, { POST: "backchannelLogout" }] as const] : []),
  ]);
}
