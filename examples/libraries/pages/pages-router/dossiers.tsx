import type { GetServerSideProps } from "next";
import { auth } from "../../auth/kit-pages";

interface Props {
  readonly siret: string;
}

export const getServerSideProps: GetServerSideProps<Props> = async ({ req, res }) => {
  const user = await auth().requireUser(req, res);
  // Without one the guard has answered, and Next does not render the page.
  return { props: { siret: user?.organization.siret ?? "" } };
};

/** A page for people who are logged in. */
export default function Page({ siret }: Props) {
  return (
    <main>
      <h1>Dossiers de {siret}</h1>
      <form method="post" action="/api/moncomptepro/logout">
        <button>Se déconnecter</button>
      </form>
    </main>
  );
}
