import { APPLICATION, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import type { HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { AuthOptions } from "../src/index.js";
import { Provider } from "../src/provider/provider.js";
import { readSettings } from "../src/settings/settings.js";

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
