// Panels and dialogs of the tools: focus goes in and comes back, Escape closes, what they show is fetched when it is
// first wanted, and a redrawn question keeps what was open.
(() => {
  "use strict";
  const KEPT = ["keydown", "input", "click"];
  const NARROW = matchMedia("(max-width: 48rem)");
  const openOnes = () => [...document.querySelectorAll(".panel:popover-open")];
  const opener = (panel) => document.querySelector(`.button[popovertarget="${panel.id}"], .button[data-opens="${panel.id}"]`);
  // The calculator has a place of its own beside the others, where there is room for two.
  const together = (one, other) => !NARROW.matches && [one, other].some((panel) => panel.matches("[data-beside]"));

  // Fetch the script that moves a panel; what is done until it is there is done again for it.
  function animate(holder) {
    const script = document.createElement("script");
    const done = [];
    const keep = (event) => {
      const button = event.type === "click" && event.target.closest("form button");
      if (event.defaultPrevented || (event.type === "click" && !button)) return;
      if (button) event.preventDefault(); // it would leave the block, for a page that does the same without a script
      done.push(event);
    };
    const stop = () => KEPT.forEach((kind) => holder.removeEventListener(kind, keep));
    KEPT.forEach((kind) => holder.addEventListener(kind, keep));
    script.onload = () => {
      stop();
      for (const event of done) event.target.dispatchEvent(new event.constructor(event.type, event));
    };
    script.onerror = () => {
      stop();
      holder.dataset.script = script.src; // again on the next opening
    };
    script.src = holder.dataset.script;
    delete holder.dataset.script;
    document.head.append(script);
  }

  // Fetch what belongs inside; again on the next opening if that failed.
  function load(holder) {
    if (holder.dataset.script) animate(holder);
    const inside = holder.querySelector("[data-load]");
    if (inside && !inside.firstElementChild) htmx.trigger(inside, "wanted");
  }

  // Neither event bubbles, so both are caught on their way down.
  document.addEventListener("beforetoggle", (event) => {
    const panel = event.target;
    if (!panel.matches(".panel")) return;
    if (event.newState === "open") {
      for (const other of openOnes()) if (other !== panel && !together(other, panel)) other.hidePopover();
    } else if (panel.contains(document.activeElement)) {
      opener(panel)?.focus();
    }
  }, true);

  document.addEventListener("toggle", (event) => {
    if (event.target.matches(".panel")) opener(event.target)?.setAttribute("aria-expanded", String(event.newState === "open"));
  }, true);

  // Opened here and not by the browser: the focus has to be inside before the next key arrives.
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".button[popovertarget], .button[data-opens]");
    const panel = button && document.getElementById(button.dataset.opens || button.getAttribute("popovertarget"));
    if (!panel || event.defaultPrevented) return;
    event.preventDefault(); // without a script some buttons lead to a page of their own
    panel.togglePopover();
    if (!panel.matches(":popover-open")) return;
    load(panel);
    panel.querySelector("[data-first]")?.focus();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-dialog]");
    if (!button) return;
    event.preventDefault();
    const dialog = document.getElementById(button.dataset.dialog);
    dialog.showModal();
    load(dialog);
  });

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { target, successful } = event.detail;
    if (!target?.matches("[data-load]")) return;
    if (!successful) target.textContent = "This could not be loaded. Close it and open it again.";
    else if (target.closest(":popover-open")) target.querySelector("[data-first]")?.focus();
  });

  document.addEventListener("keydown", (event) => {
    const panel = event.target.closest?.(".panel") || openOnes().at(-1);
    if (event.key !== "Escape" || event.defaultPrevented || !panel?.matches(":popover-open")) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    panel.hidePopover();
  });

  for (const tool of document.querySelectorAll("[data-scripted]")) tool.hidden = false;

  let before = null;

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "question") return;
    before = { panels: openOnes().map((panel) => panel.id), focus: document.activeElement.id };
  });

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "question" || !before) return;
    for (const panel of before.panels.map((id) => document.getElementById(id))) {
      if (!panel || panel.matches(":popover-open")) continue;
      panel.showPopover();
    }
    const focused = before.focus && document.getElementById(before.focus);
    if (focused && document.activeElement === document.body) focused.focus({ preventScroll: true });
    before = null;
  });
})();
