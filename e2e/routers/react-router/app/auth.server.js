import { createAuth } from "@moncomptepro/server";

export const auth = createAuth();
