import { auth } from "../../auth";

export default async function Page() {
  const { authentication } = await auth.requireUser({ acr: ["eidas1-mfa"] });
  return (
    <>
      <h1>Paie</h1>
      <p>
        Niveau prouvé{"\u202F"}: {authentication.acr}
      </p>
    </>
  );
}
