import { getServerSession } from "next-auth";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { auth as authJs, moncomptepro, signIn, signOut } from "../auth/auth-js-5";
import { auth as betterAuth, organizationOf } from "../auth/better-auth";
import { authOptions } from "../auth/next-auth-4";
import { BetterAuthButtons } from "./better-auth-buttons";
import { NextAuthButtons } from "./next-auth-buttons";

export default async function Page() {
  const nextAuth = await getServerSession(authOptions);
  const authJsSession = await authJs();
  const better = await betterAuth.api.getSession({ headers: await headers() });
  const organization = better && (await organizationOf(await headers()));
  return (
    <>
      <h1>Qui est connecté ?</h1>
      <section id="next-auth-4">
        <h2>next-auth 4</h2>
        <p>{nextAuth ? `${nextAuth.user?.email} ${nextAuth.organization?.siret}` : "personne"}</p>
        <NextAuthButtons />
      </section>
      <section id="auth-js-5">
        <h2>Auth.js 5</h2>
        <p>
          {authJsSession
            ? `${authJsSession.user?.email} ${(authJsSession as { organization?: { siret: string } }).organization?.siret}`
            : "personne"}
        </p>
        <form
          action={async () => {
            "use server";
            await signIn("moncomptepro");
          }}
        >
          <button>Se connecter</button>
        </form>
        <form
          action={async () => {
            "use server";
            await signOut({ redirect: false });
            redirect(
              (await moncomptepro.logoutUrl({ postLogoutRedirectUri: `${process.env.NEXTAUTH_URL}/` })) ??
                "/",
            );
          }}
        >
          <button>Se déconnecter</button>
        </form>
      </section>
      <section id="better-auth">
        <h2>better-auth</h2>
        <p>{better ? `${better.user.email} ${organization?.siret}` : "personne"}</p>
        <BetterAuthButtons />
      </section>
    </>
  );
}
