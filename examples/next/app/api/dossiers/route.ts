import { auth } from "../../../auth";

export const GET = auth.guard((_request, { user }) => Response.json({ siret: user.organization.siret }));
