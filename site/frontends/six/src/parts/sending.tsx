/** A form is sent once at a time. Why it was not is said above it, and the keyboard is led there. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

export interface Sending {
  /** Why it was not sent; empty where nothing is in the way. */
  refusal: string;
  working: boolean;
  /**
   * Answers a form's `submit`. `send` resolves to why it was not sent, "" where it was; to null where the page is left
   * for another, and nothing more is to be pressed until it is shown again.
   */
  sending: (send: () => Promise<string | null>) => (event: Event) => void;
  /** Says another sentence above the form, "" for none. */
  refuse: (sentence: string) => void;
}

export function useSending(): Sending {
  const [refusal, refuse] = useState("");
  const [working, work] = useState(false);
  // Coming back by the browser's history: the form can be sent again.
  useEffect(() => {
    const shown = (): void => work(false);
    addEventListener("pageshow", shown);
    return () => removeEventListener("pageshow", shown);
  }, []);
  const sendOnce = async (send: () => Promise<string | null>): Promise<void> => {
    refuse("");
    work(true);
    let why: string | null = "";
    try {
      why = await send();
      if (why) refuse(why);
    } finally {
      // Whatever was thrown: a form is never held.
      if (why !== null) work(false);
    }
  };
  const sending = (send: () => Promise<string | null>) => (event: Event) => {
    event.preventDefault();
    if (!working) void sendOnce(send);
  };
  return { refusal, working, sending, refuse };
}

export function Refusal({ sentence, children }: { sentence: string; children?: ComponentChildren }) {
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sentence) alert.current?.focus();
  }, [sentence]);
  if (!sentence) return null;
  return (
    <div class="refusal" role="alert" tabIndex={-1} ref={alert} id="refusal">
      <p>{sentence}</p>
      {children}
    </div>
  );
}
