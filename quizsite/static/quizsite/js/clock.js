// The countdown: it only shows the server's deadline, and at zero sends what is chosen with the finish.
(() => {
  "use strict";
  const clock = document.getElementById("clock");
  const block = document.querySelector("[data-block]");
  if (!clock || !clock.dataset.deadline) return;
  const deadline = Number(clock.dataset.deadline);
  // Server time minus browser time, taken when the page arrived: a wrong clock on the device does not matter.
  const offset = Number(clock.dataset.now) - Date.now();
  const status = document.getElementById("save-state");
  const toggle = document.getElementById("clock-toggle");
  const ANNOUNCED = [600, 300, 120, 60];
  const FORCED_BACK = 300;
  const RETRY_AFTER = 2000;
  let hidden = false;
  let before = Infinity;
  let ended = false;

  const left = () => Math.max(0, Math.ceil((deadline - Date.now() - offset) / 1000));
  const worded = (s) => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;

  // The server decides whether time is up. Asked by fetch, so that without a network this page and its answer stay.
  async function finish() {
    ended = true;
    const form = document.getElementById("question-form");
    const body = form ? new FormData(form) : new FormData();
    if (form) body.set("position", form.dataset.position);
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    body.set("time_up", "1");
    try {
      const answer = await fetch(block.dataset.end, { method: "POST", body, redirect: "follow" });
      if (answer.ok) {
        sessionStorage.removeItem(`unsent-${block.dataset.block}`);
        location.assign(answer.url);
        return;
      }
    } catch {
      status.textContent = "Time is up. Waiting for the network to close the block.";
    }
    setTimeout(finish, RETRY_AFTER);
  }

  function tick() {
    const seconds = left();
    if (hidden && seconds <= FORCED_BACK) hide(false);
    clock.textContent = hidden ? "Time hidden" : worded(seconds);
    clock.toggleAttribute("data-low", seconds <= 120);
    const passed = ANNOUNCED.find((mark) => before > mark && seconds <= mark);
    if (passed && before !== Infinity) status.textContent = `${passed / 60} minute${passed > 60 ? "s" : ""} left`;
    before = seconds;
    if (seconds === 0 && !ended) finish();
  }

  function hide(wanted) {
    hidden = wanted;
    toggle.setAttribute("aria-pressed", String(hidden));
    toggle.textContent = hidden ? "Show time" : "Hide time";
  }

  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    hide(!hidden && left() > FORCED_BACK);
    tick();
  });
  document.addEventListener("visibilitychange", tick);
  setInterval(tick, 500);
  tick();
})();
