import type { Metadata } from "next";
import { Suspense, type ReactNode } from "react";
import "./style.css";

export const metadata: Metadata = { title: "Démonstration MonComptePro avec Next" };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="fr">
      <body>
        <main>
          {/* With `cacheComponents`: who is logged in is known at each request only. */}
          <Suspense>{children}</Suspense>
        </main>
      </body>
    </html>
  );
}
