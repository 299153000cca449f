import { Link, Links, Meta, Outlet, Scripts } from "react-router";

/** Each page, with links that the router follows by asking for data alone. */
export default function Root() {
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <title>Routeur</title>
        <link rel="icon" href="data:," />
        <Meta />
        <Links />
      </head>
      <body>
        <nav>
          <Link to="/dossiers?page=2">Dossiers</Link> <Link to="/archives">Archives</Link>
        </nav>
        <Outlet />
        <Scripts />
      </body>
    </html>
  );
}
