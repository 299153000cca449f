import type { Metadata } from "next";
import type { ReactNode } from "react";

export const metadata: Metadata = { title: "MonComptePro avec d’autres bibliothèques" };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="fr">
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}
