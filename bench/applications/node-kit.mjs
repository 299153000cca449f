import { createAuth } from "@moncomptepro/server";

export default (settings) => {
  const auth = createAuth({ ...settings, logger: { debug() {}, info() {}, warn() {}, error() {} } });
  return async (request, response) => {
    if (auth.owns(request)) {
      const ours = await auth.handler(
        new Request(`${settings.baseUrl}${request.url}`, { headers: request.headers }),
      );
      for (const [name, value] of ours.headers) response.appendHeader(name, value);
      return response.writeHead(ours.status).end(await ours.text());
    }
    const { user } = await auth.authenticate(request);
    response.statusCode = user ? 200 : 401;
    return response.setHeader("content-type", "application/json").end('{"siret":"21920023500014"}');
  };
};
