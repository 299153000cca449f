import type { KoaContextWithOIDC } from "oidc-provider";

/** Says in the terminal what works here and would not at the real provider. */
export async function afterMonComptePro({ path, status }: KoaContextWithOIDC): Promise<undefined> {
  if (path === "/request" && status === 201) {
    console.warn(
      "A pushed authorization request works here only: at the real MonComptePro it is taken, and the login with it ends " +
        "in an HTML 500. Send the parameters in the address of the login instead.",
    );
  }
}
