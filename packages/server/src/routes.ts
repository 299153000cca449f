import type { Settings } from "./settings/settings.js";

/** What our routes lead to. */
export type OperationName =
  | "startLogin"
  | "startLoginByForm"
  | "finishLogin"
  | "whoAmI"
  | "startLogout"
  | "finishLogout"
  | "backchannelLogout";

/** What each method of a route leads to. */
export type Methods = Readonly<Partial<Record<"GET" | "POST", OperationName>>>;

/** Our routes by path. Whatever is not among them is the application's. */
export type Routes = ReadonlyMap<string, Methods>;

export function createRoutes({ path: root, redirectUri, session: { store } }: Settings): Routes {
  return new Map<string, Methods>([
    [`${root}/login`, { GET: "startLogin", POST: "startLoginByForm" }],
    [new URL(redirectUri).pathname, { GET: "finishLogin" }],
    [`${root}/me`, { GET: "whoAmI" }],
    [`${root}/logout`, { POST: "startLogout" }],
    [`${root}/logout/callback`, { GET: "finishLogout" }],
    ...(store ? [[`${root}/backchannel-logout`, { POST: "backchannelLogout" }] as const] : []),
  ]);
}
