import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { APPLICATION, createApplication, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { createAuth as createExpressAuth } from "./adapters/express.js";
import type { Auth as NextAuth } from "./adapters/next.js";
import { createAuth as createNodeAuth } from "./adapters/node.js";
import type { Auth } from "./index.js";

/**
 * What stands below is never run: it says what the compiler says of a guard whose `await` was forgotten. A line that it
 * lets through would make the comment above it an error.
 */
export async function theCompilerRefuses(
  core: Auth,
  next: NextAuth,
  node: ReturnType<typeof createNodeAuth>,
  express: ReturnType<typeof createExpressAuth>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<unknown[]> {
  const parts = { headers: {} };
  // @ts-expect-error -- the answer is in the promise
  if (core.requireUser(parts).response) return [];
  // @ts-expect-error -- so is the user
  const { user } = core.requireUser(parts);
  // The one form that the compiler lets through, with a promise that no code uses: the rules of docs/security.md catch both.
  if (!node.requireUser(request, response)) return [];
  // @ts-expect-error -- and has no organization
  const { organization } = node.requireUser(request, response);
  // @ts-expect-error -- a promise is always there
  if (node.authenticate(request, response)) return [];
  // @ts-expect-error -- and is no user
  const { sub } = next.requireUser();
  // @ts-expect-error -- a guard of Express is a handler, nothing to wait for
  const { email } = express.requireUser();
  return [user, organization, sub, email];
}

let provider: HostileProvider;
beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());

const options = () => ({
  clientId: provider.clientId,
  clientSecret: provider.clientSecret,
  issuer: provider.issuer,
  baseUrl: APPLICATION,
  sessionSecret: SECRET,
  logger: quiet,
});

test("the person is nowhere but behind the guard: without its await there is no person to show", async () => {
  const auth = createNodeAuth(options());
  const shown: unknown[] = [];
  const server = createServer((request, response) => {
    const guarded = auth.requireUser(request, response);
    try {
      shown.push(auth.user(request));
    } catch (error) {
      shown.push((error as { code?: string }).code);
    }
    guarded.catch(() => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/dossiers`);
  server.close();
  expect(shown).toEqual(["not_authenticated"]);
});

test("without its await the core's guard has no user to give away", () => {
  const guarded: { user?: unknown } = createApplication(provider).requireUser({ headers: {} }) as object;
  expect(guarded.user).toBeUndefined();
});
