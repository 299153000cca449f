import { index, route } from "@react-router/dev/routes";

export default [
  index("routes/home.jsx"),
  route("dossiers", "routes/dossiers.jsx"),
  route("archives", "routes/archives.jsx"),
];
