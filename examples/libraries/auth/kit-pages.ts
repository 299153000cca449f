import { createAuth } from "@moncomptepro/server/node";

const create = () => createAuth({ path: "/api/moncomptepro" });
let made: ReturnType<typeof create> | undefined;

/** For the Pages Router. Made when first needed: `next build` loads pages too, and has no settings. */
export const auth = () => (made ??= create());
