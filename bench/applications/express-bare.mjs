import express from "express";

export default (_settings) =>
  express().get("/", (_request, response) => response.json({ siret: "21920023500014" }));
