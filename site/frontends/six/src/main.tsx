import { applyTheme, DEFAULT } from "@sixdegree/client";
import { render } from "preact";

import { App } from "./app.tsx";
import { FAMILIES } from "./families.ts";
import { beginAnew } from "./navigation.ts";
import { keepShell } from "./shell.ts";

import "./styles/index.css";

applyTheme(document.documentElement.style, DEFAULT, FAMILIES);
beginAnew();
render(<App />, document.getElementById("app")!);
keepShell();
