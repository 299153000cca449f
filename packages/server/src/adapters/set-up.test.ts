import { expect, test } from "vitest";
import { SECRET } from "@moncomptepro/test-kit/browser";
import type { AuthOptions } from "../index.js";
import { createAuth as createExpressAuth } from "./express.js";
import { createAuth as createFastifyAuth } from "./fastify.js";
import { createAuth as createHonoAuth } from "./hono.js";
import { createAuth as createNextAuth } from "./next.js";

const options: AuthOptions<"moncomptepro"> = {
  clientId: "application",
  clientSecret: "a secret of the provider",
  baseUrl: "https://application.example",
  sessionSecret: SECRET,
};
/** A level that the browser can forge: no login could ever open such a guard. */
const requirements = { acr: ["eidas1"] };

const guards: Record<string, () => unknown> = {
  Express: () => createExpressAuth(options).requireUser(requirements),
  Fastify: () => createFastifyAuth(options).requireUser(requirements),
  Hono: () => createHonoAuth(options).requireUser(requirements),
  Next: () => createNextAuth(options).guard(() => Response.json({}), requirements),
};

test.each(Object.entries(guards))(
  "%s: a guard that no login can open is an error when it is made",
  (_name, make) => {
    expect(make).toThrow(/eidas1 proves nothing/);
  },
);
