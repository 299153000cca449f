import { createAuth } from "@moncomptepro/server/node";

export default (settings) => {
  const auth = createAuth({ ...settings, logger: { debug() {}, info() {}, warn() {}, error() {} } });
  return async (request, response) => {
    if (await auth.handle(request, response)) return;
    const user = await auth.authenticate(request, response);
    response.statusCode = user ? 200 : 401;
    response.setHeader("content-type", "application/json").end('{"siret":"21920023500014"}');
  };
};
