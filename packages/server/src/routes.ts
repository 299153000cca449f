import type { AllSettings, Settings } from "./settings/settings.js";

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

/** One of our routes. */
interface Route {
  readonly methods: Methods;
  /** The provider whose route it is, by its id; without it the first one. */
  readonly provider?: string;
  /** It is of the provider that logged the person in. */
  readonly isOfPerson?: true;
}

/** Our routes by path, without a final slash: see {@link routeOf}. Every other path is the application's. */
export type Routes = ReadonlyMap<string, Route>;

/** A path as routes are called: servers and proxies add a final slash, which makes no difference. */
export function routeOf(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

const LOGIN: Methods = { GET: "startLogin", POST: "startLoginByForm" };
const SWITCH_ACCOUNT: Methods = { GET: "askToSwitchAccount", POST: "switchAccount" };
const SELECT_ORGANIZATION: Methods = { GET: "askForOrganization", POST: "selectOrganization" };

type Entry = readonly [path: string, methods: Methods];

/** @param all - the settings for each provider */
export function createRoutes(all: AllSettings): Routes {
  const [first] = all;
  const { path: root, redirectUri, browserRedirectUris, session, tokenKeys } = first;
  const inPages = browserRedirectUris.length > 0;
  const hasKeys = tokenKeys.length > 0 || all.some(({ decryptionKeys }) => decryptionKeys.length > 0);
  const isUsual = callbackOf(redirectUri) === `${root}/callback`;
  const shared: Entry[] = [
    [`${root}/login`, LOGIN],
    [`${root}/me`, { GET: "whoAmI" }],
    [`${root}/logout`, { POST: "startLogout" }],
    [`${root}/logout/continue`, { GET: "continueLogout" }],
    [`${root}/logout/callback`, { GET: "finishLogout" }],
    ...(hasKeys ? ([[`${root}/jwks`, { GET: "publishKeys" }]] as const) : []),
    ...(session.store ? ([[`${root}/backchannel-logout`, { POST: "backchannelLogout" }]] as const) : []),
    ...(inPages ? ([[`${root}/provider`, { GET: "describeProvider" }]] as const) : []),
  ];
  const ofPerson: Entry[] = [
    [`${root}/switch-account`, SWITCH_ACCOUNT],
    ...(all.some(({ profile }) => profile.organizationChange)
      ? ([[`${root}/select-organization`, SELECT_ORGANIZATION]] as const)
      : []),
  ];
  const routes = new Map<string, Route>([
    ...shared.map(([path, methods]) => [path, { methods }] as const),
    ...ofPerson.map(([path, methods]) => [path, { methods, isOfPerson: true }] as const),
  ]);
  for (const settings of all) {
    const provider = settings.profile.id;
    for (const [path, methods] of routesOf(settings)) routes.set(path, { methods, provider });
  }
  if (inPages) {
    const usual: Methods = isUsual ? { GET: "finishLogin" } : {};
    const methods: Methods = { ...usual, POST: "finishPageLogin" };
    routes.set(`${root}/callback`, { methods, provider: first.profile.id });
  }
  return routes;
}

/** The routes that are one provider's alone. */
function routesOf({ path: root, providerPath, redirectUri, profile }: Settings): Entry[] {
  const callback: Entry = [callbackOf(redirectUri), { GET: "finishLogin" }];
  if (providerPath === "") return [callback];
  return [
    callback,
    [`${root}/login${providerPath}`, LOGIN],
    [`${root}/switch-account${providerPath}`, SWITCH_ACCOUNT],
    ...(profile.organizationChange
      ? ([[`${root}/select-organization${providerPath}`, SELECT_ORGANIZATION]] as const)
      : []),
  ];
}

function callbackOf(redirectUri: string): string {
  return routeOf(new URL(redirectUri).pathname);
}
