import type * as Jose from "jose";
import type * as OpenidClient from "openid-client";

let jose: Promise<typeof Jose> | undefined;
let openidClient: Promise<typeof OpenidClient> | undefined;

/** jose, loaded when it is first needed. Kept: Node looks for a module anew at each `import()`. */
export function loadJose(): Promise<typeof Jose> {
  return (jose ??= import("jose"));
}

/** openid-client, loaded when it is first needed. */
export function loadOpenidClient(): Promise<typeof OpenidClient> {
  return (openidClient ??= import("openid-client"));
}
