import { redirectDocument, useLoaderData } from "react-router";
import { auth } from "../auth.server.js";

// As docs/routers.md has it: the test compares them.
export async function loader({ request }) {
  const { user, response, loginUrl } = await auth.requireUser(request);
  if (loginUrl) throw redirectDocument(loginUrl);
  if (response) throw response;
  return { siret: user.organization.siret };
}

/** A page whose loader guards itself. */
export default function Dossiers() {
  return <h1>Dossiers de {useLoaderData().siret}</h1>;
}
