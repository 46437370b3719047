import { useEffect } from "preact/hooks";

import { useSite } from "./frame/site.ts";

/** Names the page in the window, and gives it the focus where the reader came from another of ours. */
export function useTitle(title: string): void {
  const { name } = useSite();
  useEffect(() => {
    document.title = title && title !== name ? `${title} – ${name}` : name;
  }, [title, name]);
}
