import type { NextConfig } from "next";

const configuration: NextConfig = { poweredByHeader: false };

export default configuration;
