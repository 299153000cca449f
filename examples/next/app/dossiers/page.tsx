import { auth } from "../../auth";
import { grouped } from "../grouped";
import { archive } from "./archive";

export default async function Page() {
  const { organization } = await auth.requireUser();
  return (
    <>
      <h1>Dossiers de l’organisation {grouped(organization.siret)}</h1>
      <form action={archive}>
        <button>Archiver</button>
      </form>
      <p>
        <a href="/">Revenir à l’accueil</a>
      </p>
    </>
  );
}
