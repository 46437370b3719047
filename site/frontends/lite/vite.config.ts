import { defineConfig } from "vite";

// Names stay as they are: Django's static files give them their hashes.
export default defineConfig({
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    rollupOptions: {
      input: Object.fromEntries(
        ["frame", "journey", "giving", "search", "share", "unsent", "offline", "awaited"].map((name) => [name, `src/${name}.ts`]),
      ),
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
