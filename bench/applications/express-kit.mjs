import express from "express";
import { createAuth } from "@moncomptepro/server/express";

export default (settings) => {
  const auth = createAuth({ ...settings, logger: { debug() {}, info() {}, warn() {}, error() {} } });
  return express()
    .use(auth)
    .get("/", auth.requireUser(), (request, response) =>
      response.json({ siret: auth.user(request).organization.siret }),
    );
};
