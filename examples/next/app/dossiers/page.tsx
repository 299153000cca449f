import { auth } from "../../auth";
import { grouped } from "../grouped";

export default async function Page() {
  const { organization } = await auth.requireUser();
  return (
    <>
      <h1>Dossiers de l’organisation {grouped(organization.siret)}</h1>
      <p>
        <a href="/">Revenir à l’accueil</a>
      </p>
    </>
  );
}
