"use client";

import { signIn } from "next-auth/react";

export function NextAuthButtons() {
  return (
    <>
      <button onClick={() => void signIn("moncomptepro")}>Se connecter</button>
      <form method="post" action="/api/logout">
        <button>Se déconnecter</button>
      </form>
    </>
  );
}
