// Builds the one file that the page carries: npm ci && npm run build.
import { readFileSync } from "node:fs";
import { build } from "esbuild";

await build({
  entryPoints: ["charts.js"],
  outfile: "echarts-6.1.0.min.js",
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "echarts",
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  banner: { js: readFileSync("notice.txt", "utf8").trim() },
});
