import { auth } from "../../auth/kit";

/** A page of the App Router for people who are logged in. */
export default async function Page() {
  const { organization } = await auth.requireUser();
  return <h1>Dossiers de {organization.siret}</h1>;
}
