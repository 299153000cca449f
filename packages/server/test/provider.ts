import type { AuthOptions } from "../src/index.js";
import { Provider } from "../src/provider/provider.js";
import { readSettings } from "../src/settings/settings.js";
import { APPLICATION, quiet, SECRET } from "./browser.js";
import type { HostileProvider } from "./hostile-provider.js";

/** What an application knows of a provider, without the application. */
export function meetProvider(
  { issuer, clientId, clientSecret }: HostileProvider,
  options: AuthOptions = {},
): Provider {
  const honest = {
    issuer,
    clientId,
    clientSecret,
    baseUrl: APPLICATION,
    sessionSecret: SECRET,
    logger: quiet,
  };
  return new Provider(readSettings({ ...honest, ...options }, {}));
}
