// What may a browser do with the server's pages? Only what they bring themselves: no script in a page, nothing from elsewhere.
import { secureHeaders } from "hono/secure-headers";

export const safeHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  // Whoever puts TLS in front of the server decides this.
  strictTransportSecurity: false,
});
