import { weave, type Weave } from "@sixdegree/client";
import { useEffect, useState } from "preact/hooks";

/** The cloth of a public id. It tells nothing that the page does not say, so that it is hidden from readers of it. */
export function Woven({ id }: { id: string }) {
  const [cloth, show] = useState<Weave | null>(null);
  useEffect(() => {
    let current = true;
    void weave(id).then((woven) => current && show(woven));
    return () => {
      current = false;
    };
  }, [id]);
  return (
    <svg class="weave" width="100%" height="100%" aria-hidden="true">
      <rect class="weave-ground" width="100%" height="100%" />
      {cloth && (
        <>
          <defs>
            <pattern
              id={cloth.name}
              width={cloth.size}
              height={cloth.size}
              patternUnits="userSpaceOnUse"
              patternTransform="scale(3)"
            >
              {cloth.threads.map((thread) => (
                <path key={thread.colour} class={`yarn yarn-${thread.colour}`} d={thread.path} />
              ))}
            </pattern>
          </defs>
          <rect width="100%" height="100%" fill={`url(#${cloth.name})`} />
        </>
      )}
    </svg>
  );
}
