import { createRequestHandler } from "@react-router/express";
import express from "express";
import { createAuth } from "@moncomptepro/server/express";

const app = express();
const auth = createAuth();
app.use(auth);
app.use(express.static("build/client"));
app.use(["/archives", "/archives.data"], auth.requireUser());
app.use(createRequestHandler({ build: await import("./build/server/index.js") }));

const server = app.listen(process.env.PORT, (error) => {
  if (error) throw error;
  console.log(`Application: http://localhost:${server.address().port}`);
});
process.once("SIGTERM", () => server.close().closeAllConnections());
