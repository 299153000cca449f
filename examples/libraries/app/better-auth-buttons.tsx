"use client";

import { createAuthClient } from "better-auth/react";

const client = createAuthClient({ basePath: "/api/better" });

export function BetterAuthButtons() {
  return (
    <>
      <button onClick={() => void client.signIn.social({ provider: "moncomptepro", callbackURL: "/" })}>
        Se connecter
      </button>
      <button onClick={() => void client.signOut({ callbackURL: "/" })}>Se déconnecter</button>
    </>
  );
}
