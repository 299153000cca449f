import type { NextAuthOptions } from "next-auth";
import type { MonCompteProUser } from "@moncomptepro/server";
import { createNextAuth } from "@moncomptepro/server/next-auth";

export const moncomptepro = createNextAuth();

export const authOptions: NextAuthOptions = {
  providers: [moncomptepro.provider],
  callbacks: {
    // At login, `profile` is the verified user. What the session needs of it is kept.
    jwt: ({ token, profile, account }) =>
      profile
        ? { ...token, user: profile as unknown as MonCompteProUser, idToken: account?.id_token }
        : token,
    session: ({ session, token }) => ({ ...session, organization: token.user?.organization }),
  },
};

declare module "next-auth" {
  interface Session {
    organization?: MonCompteProUser["organization"];
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    user?: MonCompteProUser;
    idToken?: string;
  }
}
