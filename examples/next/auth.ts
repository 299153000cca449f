import { createAuth } from "@moncomptepro/server/next";

export const auth = createAuth();
