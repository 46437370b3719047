import { defineConfig, type Plugin } from "vite";

import { coast, land } from "./build/land.ts";

// Addresses are relative to the page's <base>, so that one build stands on any host and below any path.
export default defineConfig({
  base: "./",
  plugins: [basemap()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
});

/** The basemap, fine and coarse, as modules. */
function basemap(): Plugin {
  const modules: Record<string, () => string> = { "virtual:land": land, "virtual:coast": coast };
  return {
    name: "basemap",
    resolveId: (id) => (id in modules ? `\0${id}` : null),
    load: (id) => {
      const written = modules[id.slice(1)];
      return written ? `export default JSON.parse('${written()}')` : null;
    },
  };
}
