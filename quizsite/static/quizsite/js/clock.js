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
  let hidden = false;
  let before = Infinity;
  let ended = false;

  const left = () => Math.max(0, Math.ceil((deadline - Date.now() - offset) / 1000));
  const worded = (s) => (s >= 60 ? `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}` : `${s} s`);

  function finish() {
    ended = true;
    const form = document.createElement("form");
    form.method = "post";
    form.action = block.dataset.end;
    const fields = window.quiz.selection();
    fields.csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = value;
      form.append(input);
    }
    document.body.append(form);
    form.submit();
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
