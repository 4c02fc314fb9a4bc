// What is around every page?
import type { Context } from "hono";
import { html } from "hono/html";
import type { Child, FC, PropsWithChildren } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type AssetName, assetAddress } from "./assets.ts";
import { withoutBidiControls } from "./wording.ts";

interface DocumentProps {
  /** "" for the page that has the name of the whole. */
  readonly title: string;
  /** Names of scripts among the assets. */
  readonly scripts?: readonly AssetName[];
  /** Seconds after which a browser without script asks again. */
  readonly retry?: number;
}

const Document: FC<PropsWithChildren<DocumentProps>> = ({ title, scripts = [], retry, children }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="description" content="Questions in, the passages of news articles that answer them out." />
      <title>{title ? `${withoutBidiControls(title)} · Askwire` : "Askwire"}</title>
      <link rel="icon" href={assetAddress("icon.svg")} type="image/svg+xml" />
      <link rel="stylesheet" href={assetAddress("askwire.css")} />
      {scripts.map((script) => (
        <script type="module" src={assetAddress(script)} />
      ))}
      {retry && (
        <noscript>
          <meta http-equiv="refresh" content={String(retry)} />
        </noscript>
      )}
    </head>
    <body>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="masthead">
        <a class="wordmark" href="/">
          Askwire
        </a>
        <nav aria-label="Site">
          <a href="/map">Map</a>
          <a href="/docs">API</a>
        </nav>
      </header>
      {children}
    </body>
  </html>
);

interface PageProps extends DocumentProps {
  readonly body: Child;
  readonly status?: ContentfulStatusCode;
}

export function page(c: Context, { body, status = 200, ...rest }: PageProps): Response | Promise<Response> {
  if (rest.retry) c.header("retry-after", String(rest.retry));
  return c.html(html`<!doctype html>${<Document {...rest}>{body}</Document>}`, status);
}
