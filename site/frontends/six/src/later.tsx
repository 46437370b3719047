/** Pages that most readers never open: fetched when one is. */

import { h, type ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

import { api } from "./config.ts";
import { Offline, Renewed, Waiting } from "./frame/states.tsx";

export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let fetched: ComponentType<Props> | null = null;
  return function Later(props: Props) {
    const [state, become] = useState<"asked" | "there" | "lost" | "renewed">(fetched ? "there" : "asked");
    useEffect(() => {
      if (state !== "asked") return;
      load().then(
        (page) => {
          fetched = page;
          become("there");
        },
        (error: unknown) => {
          console.warn("a part of these pages did not come", error);
          void api.reachable().then((reachable) => become(reachable ? "renewed" : "lost"));
        },
      );
    }, [state]);
    if (state === "renewed") return <Renewed />;
    if (state === "lost") return <Offline again={() => become("asked")} />;
    return fetched ? h(fetched, props) : <Waiting />;
  };
}
