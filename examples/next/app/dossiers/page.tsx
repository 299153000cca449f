import { auth } from "../../auth";

export default async function Page() {
  const { organization } = await auth.requireUser();
  return (
    <>
      <h1>Dossiers de l’organisation {organization.siret}</h1>
      <p>
        <a href="/">Revenir à l’accueil</a>
      </p>
    </>
  );
}
