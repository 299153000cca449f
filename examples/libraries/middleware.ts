import { auth } from "./auth/kit";

// Next 16 calls this file `proxy.ts`, and the function `proxy`. The runtime of Node is stable since Next 15.5.
export const middleware = auth.proxy;

export const config = { runtime: "nodejs", matcher: ["/app-router/:path*"] };
