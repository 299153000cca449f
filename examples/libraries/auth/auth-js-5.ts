import NextAuth, { customFetch } from "next-auth-5";
import type { MonCompteProUser } from "@moncomptepro/server";
import { createNextAuth } from "@moncomptepro/server/next-auth";

export const moncomptepro = createNextAuth({ customFetch });

export const { handlers, auth, signIn, signOut } = NextAuth({
  basePath: "/api/auth5",
  trustHost: true,
  providers: [moncomptepro.provider],
  callbacks: {
    // At login, `profile` is the verified user. What the session needs of it is kept.
    jwt: ({ token, profile, account }) =>
      profile ? { ...token, user: profile, idToken: account?.id_token } : token,
    session: ({ session, token }) => ({
      ...session,
      organization: (token.user as MonCompteProUser).organization,
    }),
  },
});
