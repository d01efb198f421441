// Nobody at the screen: after a time without input a dialog asks, and when it is not answered the screen locks.
// This only hides; the clock is the server's and runs on. A reload does not open what is locked.
(() => {
  "use strict";
  const dialog = document.getElementById("lock");
  if (!dialog) return;
  const heading = document.getElementById("lock-heading");
  const words = document.getElementById("lock-words");
  const opener = document.getElementById("lock-open");
  const asking = words.innerHTML;
  const LOCKED = `locked-${document.querySelector("[data-block]").dataset.block}`;
  const IDLE = Number(dialog.dataset.idle) * 1000;
  const WARNING = Number(dialog.dataset.warning) * 1000;
  const question = heading.textContent;
  const answer = opener.textContent;
  let last = Date.now();
  let locked = false;

  function lock() {
    locked = true;
    sessionStorage.setItem(LOCKED, "1");
    dialog.classList.add("lock--locked");
    heading.textContent = "The screen is locked";
    words.textContent = "Nobody seemed to be here. Time runs on.";
    opener.textContent = "Unlock";
    if (!dialog.open) dialog.showModal();
    heading.focus();
  }

  function open() {
    locked = false;
    last = Date.now();
    sessionStorage.removeItem(LOCKED);
    dialog.close();
    dialog.classList.remove("lock--locked");
    heading.textContent = question;
    words.innerHTML = asking;
    opener.textContent = answer;
  }

  function tick() {
    const idle = Date.now() - last;
    if (locked || idle < IDLE) return;
    if (idle >= IDLE + WARNING) return lock();
    if (!dialog.open) dialog.showModal();
    document.getElementById("lock-left").textContent = String(Math.ceil((IDLE + WARNING - idle) / 1000));
  }

  function seen(event) {
    if (locked) return;
    last = Date.now();
    if (!dialog.open) return;
    open();
    // The key that says "I am here" says nothing else: it must not answer the question behind.
    if (event.type !== "keydown") return;
    event.preventDefault();
    event.stopPropagation();
  }

  for (const act of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"]) {
    addEventListener(act, seen, { passive: act !== "keydown", capture: true });
  }
  opener.addEventListener("click", open);
  dialog.addEventListener("cancel", (event) => locked && event.preventDefault());
  if (sessionStorage.getItem(LOCKED)) lock();
  setInterval(tick, 500);
})();
