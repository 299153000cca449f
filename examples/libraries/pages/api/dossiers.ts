import type { NextApiRequest, NextApiResponse } from "next";
import { auth } from "../../auth/kit-pages";

/** Data for scripts: 401 without a session. */
export default async function handler(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  const user = await auth().requireUser(request, response);
  if (user) response.json({ siret: user.organization.siret });
}
