// The clocks of an exam day: they only show what the server told, counted on from when the page came.
(() => {
  "use strict";
  const shown = [...document.querySelectorAll("[data-left], [data-gone]")].map((place) => ({
    place,
    // Down to a moment, or up from one.
    moment: Date.now() + 1000 * Number(place.dataset.left ?? -place.dataset.gone),
    before: Infinity,
  }));
  const status = document.getElementById("day-status") || document.getElementById("save-state");
  const ANNOUNCED = [600, 300, 120, 60];
  const two = (number) => String(number).padStart(2, "0");
  let asked = false;

  function worded(seconds) {
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor((seconds % 3600) / 60);
    return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  }

  function announce(clock, seconds) {
    // The block's own clock has its own words; of the whole day only the last two minutes are told.
    const marks = clock.place.id === "day-left" ? [120] : ANNOUNCED;
    const passed = marks.findLast((mark) => clock.before > mark && seconds <= mark);
    if (!passed || clock.before === Infinity) return;
    const whose = clock.place.id === "day-left" ? "of the whole day" : "of this time";
    status.textContent = `${passed / 60} minute${passed > 60 ? "s" : ""} left ${whose}`;
  }

  function tick() {
    for (const clock of shown) {
      const seconds = Math.ceil((clock.moment - Date.now()) / 1000);
      if (clock.place.dataset.gone) {
        clock.place.textContent = worded(Math.max(0, -seconds));
        continue;
      }
      clock.place.textContent = worded(Math.max(0, seconds));
      announce(clock, seconds);
      clock.before = seconds;
      // What comes next is the server's to say. A second is granted, so that its clock has passed the mark too.
      if (seconds < 0 && !asked && "reload" in clock.place.dataset) {
        asked = true;
        location.reload();
      }
    }
  }

  document.addEventListener("visibilitychange", tick);
  setInterval(tick, 500);
  tick();
})();
