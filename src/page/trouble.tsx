// What does a person see when something goes wrong?
import type { Context } from "hono";
import type { FC } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { page } from "./document.tsx";

interface TroubleProps {
  readonly title: string;
  readonly say?: string;
  /** Words that may find what was meant. */
  readonly search?: string;
  /** The same address, where it may answer later. */
  readonly again?: string;
}

export const Trouble: FC<TroubleProps> = ({ title, say, search, again }) => (
  <main id="main" class="trouble">
    <h1>{title}</h1>
    {say && <p>{say}</p>}
    <p class="ways">
      {again && <a href={again}>Try again</a>}
      {search ? (
        <a href={`/?${new URLSearchParams({ q: search })}`}>Look for the passage in the other articles</a>
      ) : (
        <a href="/">Ask a question</a>
      )}
    </p>
  </main>
);

const TITLES: Readonly<Record<number, string>> = {
  400: "This cannot be asked",
  401: "A key is needed",
  403: "This is not open to you",
  404: "There is no such page",
  405: "This page cannot do that",
  429: "Too many requests",
  500: "Something went wrong",
  503: "Askwire cannot answer now",
};

/** `say`: one sentence on what is wrong. */
export function troublePage(c: Context, status: number, say: string): Response | Promise<Response> {
  const title = TITLES[status] ?? "This does not work";
  const { pathname, search } = new URL(c.req.url);
  // Of two slashes at the beginning a browser would make another host.
  const again = [429, 500, 503].includes(status) ? { again: pathname.replace(/^\/+/, "/") + search } : {};
  const body = <Trouble title={title} say={say} {...again} />;
  return page(c, { title, status: status as ContentfulStatusCode, body });
}
