import express from "express";
import eoc from "express-openid-connect";

export default ({ baseUrl, clientId, clientSecret, issuer, sessionSecret }) =>
  express()
    .use(
      eoc.auth({
        baseURL: baseUrl,
        clientID: clientId,
        clientSecret,
        issuerBaseURL: issuer,
        secret: sessionSecret,
        authRequired: false,
        routes: { login: "/auth/login", callback: "/auth/callback" },
        authorizationParams: { response_type: "code", scope: "openid email profile" },
        session: { cookie: { secure: false, sameSite: "Lax" } },
      }),
    )
    .get("/", eoc.requiresAuth(), (request, response) => response.json({ sub: request.oidc.user.sub }));
