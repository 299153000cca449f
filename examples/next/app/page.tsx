import Link from "next/link";
import { auth } from "../auth";
import { grouped } from "./grouped";
import { LoginButton } from "./login-button";

export default async function Page() {
  const user = await auth.user();
  if (!user) {
    return (
      <>
        <h1>Mes dossiers</h1>
        <p>Identifiez-vous avec votre adresse e-mail professionnelle.</p>
        <LoginButton href="/auth/login?returnTo=/dossiers" />
      </>
    );
  }
  return (
    <>
      <h1>Mes dossiers</h1>
      <p>
        Bonjour {user.givenName ?? user.email}, vous agissez pour {user.organization.label} (SIRET{" "}
        {grouped(user.organization.siret)}).
      </p>
      <ul>
        <li>
          {/* No <Link>: its prefetch would run the page's guard in advance. */}
          <a href="/dossiers">Dossiers</a>
        </li>
        <li>
          <Link href="/paie" prefetch={false}>
            Paie, sous double authentification
          </Link>
        </li>
      </ul>
      <form method="post" action="/organization">
        <button>Changer d’organisation</button>
      </form>
      <form method="post" action="/auth/logout">
        <button>Se déconnecter</button>
      </form>
    </>
  );
}
