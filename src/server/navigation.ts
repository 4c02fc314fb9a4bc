// Is it a person who asks, by the address bar or a link, so that a page is the answer?
import type { Context } from "hono";
import { accepts } from "hono/accepts";

/** What programs and the page's own scripts ask for. */
const FOR_PROGRAMS = /^\/(?:api|mcp|assets|answer|map\/points|map\/point|openapi\.json|healthz|readyz|metrics)(?:\/|$)/;

const PROBLEM = "application/problem+json";

export function isNavigation(c: Context): boolean {
  if (FOR_PROGRAMS.test(c.req.path)) return false;
  const supports = [PROBLEM, "application/json", "text/html"];
  return accepts(c, { header: "Accept", supports, default: PROBLEM }) === "text/html";
}
