import { reactRouter } from "@react-router/dev/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [reactRouter()],
  // Of the repository: there is nothing to bundle on the server, and one copy of it is enough.
  ssr: { external: ["@moncomptepro/server"] },
});
