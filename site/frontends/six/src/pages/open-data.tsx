import { DOCUMENTS } from "../config.ts";
import { useTitle } from "../title.ts";
import { useWords } from "../words.ts";

/** The tables stand on the plain pages alone: here is the way to them. */
export function OpenData() {
  const words = useWords();
  useTitle(words.say("open_data"));
  return (
    <div class="sheet">
      <h1>{words.say("open_data")}</h1>
      <p class="lead">{words.say("open_data.why")}</p>
      <p class="act">
        <a href={`${DOCUMENTS}${words.locale}/open-data/`}>{words.say("open_data.read")}</a>
      </p>
    </div>
  );
}
