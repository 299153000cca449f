import Link from "next/link";

/** A page that every visitor may see. */
export default function Page() {
  return (
    <main>
      <h1>Pages Router</h1>
      <Link href="/pages-router/dossiers?page=2">Dossiers</Link>
    </main>
  );
}
