import type { NextConfig } from "next";

const configuration: NextConfig = {
  poweredByHeader: false,
  // As create-next-app writes it. The login needs neither this nor the next line.
  cacheComponents: true,
  trailingSlash: true,
};

export default configuration;
