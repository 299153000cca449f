import type { NextApiRequest, NextApiResponse } from "next";
import { getToken } from "next-auth/jwt";
import { moncomptepro } from "../../auth/next-auth-4";

/** The logout of next-auth 4: here, then at the provider. */
export default async function logout(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  if (request.method !== "POST") {
    response.status(405).end();
    return;
  }
  const token = await getToken({ req: request });
  const { location, setCookie } = await moncomptepro.logout(request, {
    postLogoutRedirectUri: `${process.env.NEXTAUTH_URL}/`,
    idToken: token?.idToken,
  });
  // No redirect, which `form-action 'self'` of a policy would block.
  response.setHeader("set-cookie", setCookie).setHeader("refresh", `0; url=${location}`).end();
}
