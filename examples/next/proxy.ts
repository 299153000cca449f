import { auth } from "./auth";

// Renews the session, which no page of Next can, and tells a page's guard where to come back to.
export const proxy = auth.proxy;

export const config = { matcher: ["/((?!_next/|auth/).*)"] };
