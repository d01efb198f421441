// The countdown: it only shows the server's deadline, and at zero says so.
(() => {
  "use strict";
  const clock = document.getElementById("clock");
  if (!clock || !clock.dataset.deadline) return;
  let deadline = Number(clock.dataset.deadline);
  // Server time minus browser time, taken when the page arrived: a wrong clock on the device does not matter.
  const offset = Number(clock.dataset.now) - Date.now();
  const status = document.getElementById("save-state");
  const toggle = document.getElementById("clock-toggle");
  const ANNOUNCED = [600, 300, 120, 60];
  const FORCED_BACK = 300;
  let hidden = false;
  let before = Infinity;
  let ended = false;

  const left = () => Math.max(0, Math.ceil((deadline - Date.now() - offset) / 1000));
  const worded = (s) => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;

  function tick() {
    const seconds = left();
    if (hidden && seconds <= FORCED_BACK) hide(false);
    clock.textContent = hidden ? "Time hidden" : worded(seconds);
    clock.toggleAttribute("data-low", seconds <= 120);
    const passed = ANNOUNCED.find((mark) => before > mark && seconds <= mark);
    if (passed && before !== Infinity) status.textContent = `${passed / 60} minute${passed > 60 ? "s" : ""} left`;
    before = seconds;
    if (seconds > 0 || ended) return;
    ended = true;
    document.dispatchEvent(new Event("block:time-up"));
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
  document.addEventListener("block:deadline", (event) => {
    deadline = event.detail;
    tick();
  });
  setInterval(tick, 500);
  tick();
})();
