// No answer is lost: each selection gets a key and a number, is kept here until the server says what became of it,
// and is sent again after a failure. What is kept belongs to one block and is wiped when the block closes.
(() => {
  "use strict";
  const block = document.querySelector("[data-block]");
  if (!block) return;
  const BOX = `unsent-${block.dataset.block}`;
  const ANSWER_HEADER = "X-Answer";
  const DEADLINE_HEADER = "X-Deadline";
  const FIRST_WAIT = 1000;
  const LONGEST_WAIT = 15000;
  const END_AGAIN = 2000;
  let wait = FIRST_WAIT;
  let timer = null;
  let line = Promise.resolve();

  const read = () => JSON.parse(sessionStorage.getItem(BOX) || "{}");
  const write = (box) => sessionStorage.setItem(BOX, JSON.stringify(box));
  const form = () => document.getElementById("question-form");
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
  // Not randomUUID: that one is missing where the site is served without TLS.
  const key = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");

  function say(state, text) {
    const status = document.getElementById("save-state");
    status.dataset.state = state;
    status.textContent = text;
  }

  function keep(own, entry) {
    own.elements.client_key.value = entry.client_key;
    own.elements.sequence.value = entry.sequence;
    write({ ...read(), [own.dataset.position]: entry });
  }

  // The server has decided about a selection, unless a newer one has been made on the same item meanwhile.
  function settle(position, clientKey) {
    const box = read();
    if (box[position]?.client_key !== clientKey) return;
    delete box[position];
    write(box);
  }

  document.addEventListener("change", (event) => {
    const own = form();
    if (event.target.name !== "choice" || event.target.form !== own) return;
    // The form was drawn with the next free number; a further change of mind takes the one after it.
    const used = own.elements.client_key.value ? 1 : 0;
    const sequence = String(Number(own.elements.sequence.value) + used);
    keep(own, { choice: event.target.value, client_key: key(), sequence });
    say("saving", "Saving…");
  });

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    // "The block has ended" is worth showing, though it is an error to htmx.
    if (event.detail.xhr.status === 409) event.detail.shouldSwap = true;
  });

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, requestConfig } = event.detail;
    const position = /\/(\d+)\/$/.exec(requestConfig?.path)?.[1];
    if (!xhr || !position) return;
    if (xhr.status === 409) return sessionStorage.removeItem(BOX);
    tellClock(xhr.getResponseHeader(DEADLINE_HEADER));
    const fate = xhr.getResponseHeader(ANSWER_HEADER);
    if (fate) {
      settle(position, requestConfig.parameters.client_key);
      wait = FIRST_WAIT;
      if (!read()[position]) say("saved", fate === "stored" ? "Saved" : "");
    } else if (!event.detail.successful) {
      trouble(xhr.status, requestConfig.parameters.action);
    }
  });

  // After an outage the server has moved the deadline.
  function tellClock(deadline) {
    if (deadline) document.dispatchEvent(new CustomEvent("block:deadline", { detail: Number(deadline) }));
  }

  function trouble(status, action) {
    // Signing in elsewhere changes the token of this page. Drawn anew it has the right one, and sends what is kept.
    const drawnAnew = performance.getEntriesByType("navigation")[0]?.type === "reload";
    if (status === 403 && !drawnAnew) return location.reload();
    const unsent = Object.keys(read()).length;
    const kept = unsent ? `Not saved yet, retrying… (${unsent} kept here)` : "That did not work. Try again.";
    const offline = unsent ? "Offline: your answer is kept here and will be sent." : "Offline.";
    const moving = action && action !== "save" ? " Moving on needs the network." : "";
    if (navigator.onLine) say("retrying", kept);
    else say("offline", offline + moving);
    if (!unsent) return;
    clearTimeout(timer);
    timer = setTimeout(resend, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  // Send all that is kept but one; true once that is done, false when the server does not answer. One at a time:
  // the end, a timer and the network coming back may all ask for it at the same moment.
  function flush(except) {
    line = line.then(() => sendKept(except));
    return line;
  }

  async function sendKept(except) {
    for (const [position, entry] of Object.entries(read())) {
      if (position === except) continue;
      const fate = await send(position, entry);
      if (fate === "refused") return leave(block.dataset.review);
      if (!fate) return false;
      settle(position, entry.client_key);
      // The page shows a choice that the server does not have: draw it anew.
      if (fate !== "stored" && position === form()?.dataset.position) location.reload();
    }
    return true;
  }

  async function resend() {
    clearTimeout(timer);
    if (!Object.keys(read()).length) return say("idle", "");
    if ((await flush()) === false) return trouble();
    wait = FIRST_WAIT;
    say("saved", "Saved");
  }

  // Send one kept selection; what became of it, or "" when nobody knows.
  async function send(position, entry) {
    const url = block.dataset.end.replace(/end\/$/, `${position}/`);
    const body = new URLSearchParams({ ...entry, action: "save", csrfmiddlewaretoken: token() });
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (answer.status === 403) trouble(403);
      tellClock(answer.headers.get(DEADLINE_HEADER));
      const elsewhere = answer.headers.get("HX-Redirect"); // the session has expired, or the block is paused
      if (elsewhere) location.assign(elsewhere);
      return answer.headers.get(ANSWER_HEADER) || "";
    } catch {
      return "";
    }
  }

  function leave(url) {
    sessionStorage.removeItem(BOX);
    location.assign(url);
  }

  // Time is up, says the clock of this page; the server decides. First what is kept from other questions, then the
  // end with the choice under way. By fetch, so that without a network this page and its answers stay.
  async function end() {
    const own = form();
    const body = own ? new FormData(own) : new FormData();
    if (own) body.set("position", own.dataset.position);
    body.set("csrfmiddlewaretoken", token());
    body.set("time_up", "1");
    try {
      if ((await flush(own?.dataset.position)) !== false) {
        const answer = await fetch(block.dataset.end, { method: "POST", body, redirect: "follow" });
        if (answer.ok) return leave(answer.url);
      }
    } catch {
      // Told below, like a server that does not answer.
    }
    say("offline", "Time is up. Waiting for the network to close the block.");
    setTimeout(end, END_AGAIN);
  }

  document.addEventListener("block:time-up", end);

  // Ended by hand: nothing stays behind on a shared computer, and nothing unsent is thrown away.
  document.addEventListener("submit", async (event) => {
    if (event.target.getAttribute("action") !== block.dataset.end) return;
    if (!Object.keys(read()).length) return sessionStorage.removeItem(BOX);
    event.preventDefault();
    if ((await flush()) === false) return trouble();
    sessionStorage.removeItem(BOX);
    event.target.submit();
  });

  addEventListener("online", resend);
  addEventListener("offline", () => say("offline", "Offline: answers are kept here. Moving on needs the network."));

  // A selection kept from before a reload or a crash: show it and send it.
  const own = form();
  const kept = own && read()[own.dataset.position];
  if (kept) {
    const input = document.getElementById(`option-${kept.choice}`);
    if (!input.disabled) input.checked = true;
    keep(own, kept);
  }
  if (Object.keys(read()).length) resend();
})();
