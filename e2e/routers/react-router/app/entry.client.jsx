import { startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { createClient } from "@moncomptepro/browser";

createClient().guardFetch();

startTransition(() => {
  hydrateRoot(document, <HydratedRouter />);
});
