export default (_settings) => (_request, response) =>
  response.setHeader("content-type", "application/json").end('{"siret":"21920023500014"}');
