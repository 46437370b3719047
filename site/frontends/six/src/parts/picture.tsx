import type { Picture } from "@sixdegree/client";

import { api } from "../config.ts";

interface Shown {
  picture: Picture;
  class: string;
  /** Pictures at the top of a page are asked for at once. */
  eager?: boolean;
  sizes?: string;
}

export function Shown({ picture, class: name, eager = false, sizes = "(min-width: 60rem) 44rem, 100vw" }: Shown) {
  return (
    <figure class={name}>
      <img
        src={api.media(picture.sha256)}
        srcset={picture.renditions.map((one) => `${api.media(one.sha256)} ${one.width}w`).join(", ")}
        sizes={sizes}
        width={picture.width}
        height={picture.height}
        alt={picture.alt}
        loading={eager ? "eager" : "lazy"}
        decoding="async"
      />
      {picture.credit && <figcaption>{picture.credit}</figcaption>}
    </figure>
  );
}
